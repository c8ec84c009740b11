import fc from "fast-check";
import { expect, test } from "vitest";
import { Postings } from "./postings.ts";

const listOf = (postings: Postings, term: number): [number, number][] => {
  const found: [number, number][] = [];
  postings.walk(term, (chunk, from, to) => {
    for (let i = from; i < to; i += 2) found.push([chunk[i] ?? -1, chunk[i + 1] ?? -1]);
  });
  return found;
};

test("gives back every posting in order, and finds each by its document, in lists of any length side by side", () => {
  const steps = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 4_294_967_295 }),
      fc.integer({ min: 1, max: 3 }),
    ),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(steps, fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }), (all, room) => {
      const postings = new Postings();
      const model = new Map<number, [number, number][]>();
      let document = 0;
      for (const [term, packed, step] of all) {
        document += step;
        postings.append(term, document, packed, room);
        model.set(term, [...(model.get(term) ?? []), [document, packed]]);
      }
      for (let term = 0; term <= 6; term++) {
        const list = model.get(term) ?? [];
        expect(listOf(postings, term)).toEqual(list);
        for (let d = 0; d <= document + 1; d++)
          expect(postings.find(term, d)).toBe(list.find(([number]) => number === d)?.[1] ?? 0);
      }
    }),
    { numRuns: 50 },
  );
});

test("keeps a list that is longer than a piece of memory, and thousands of short ones beside it", () => {
  const postings = new Postings();
  const long = 300_000;
  for (let d = 0; d < long; d++) {
    postings.append(0, d, d + 1);
    if (d % 50 === 0) postings.append(5000 + d / 50, d, 7);
  }
  let count = 0;
  postings.walk(0, (_chunk, from, to) => {
    count += (to - from) / 2;
  });
  expect(count).toBe(long);
  expect([0, 4095, 4096, 123_456, long - 1].map((d) => postings.find(0, d))).toEqual([1, 4096, 4097, 123_457, long]);
  expect(postings.find(0, long)).toBe(0);
  expect(listOf(postings, 5001)).toEqual([[50, 7]]);
  expect(postings.bytes).toBeLessThan(8 * 1.6 * long);
});
