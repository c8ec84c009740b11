import { encodeCursor } from "@peony/domain/shared";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { acrossPages, cursorOf, cursorTime, ordinalCursor, pageOfAll, pageOfMore, upTo } from "./cursor.ts";

const listed = (total: number) => Array.from({ length: total }, (_, i) => i);

describe("acrossPages", () => {
  test("gives every item once and in order, whatever the sizes", async () => {
    const sizes = fc.record({
      total: fc.nat(200),
      size: fc.integer({ min: 1, max: 50 }),
      limit: fc.integer({ min: 1, max: 100 }),
      last: fc.integer({ min: 1, max: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ total, size, limit, last }) => {
        const all = listed(total);
        const read = async (page: number) => ({ rows: all.slice((page - 1) * size, page * size), total });
        const seen: number[] = [];
        let cursor: string | undefined;
        for (let calls = 0; calls <= total + 1; calls++) {
          const found = await acrossPages(size, last, { cursor, limit }, read);
          expect(found.items.length).toBeLessThanOrEqual(limit);
          expect(found.total).toBe(total);
          seen.push(...found.items);
          if (found.next === null) break;
          expect(ordinalCursor.safeParse(found.next).success).toBe(true);
          cursor = found.next;
        }
        expect(seen).toEqual(all.slice(0, size * last));
      }),
    );
  });

  test("passes over rows that left a page, without an end before the end", async () => {
    const pages = [[1, 2], [], [5]];
    const read = async (page: number) => ({ rows: pages[page - 1] ?? [], total: 6 });
    expect(await acrossPages(2, 50, { limit: 10 }, read)).toEqual({ items: [1, 2, 5], total: 6, next: null });
  });
});

describe("pageOfAll", () => {
  test("cuts a whole list into pages", () => {
    const first = pageOfAll(listed(5), { limit: 3 });
    expect(first.items).toEqual([0, 1, 2]);
    expect(pageOfAll(listed(5), { limit: 3, cursor: first.next ?? "" })).toEqual({ items: [3, 4], next: null });
  });
});

describe("upTo", () => {
  test("reads far enough that a page looks as it would in the whole, and says that there is more", () => {
    const sizes = fc.record({ total: fc.nat(40), limit: fc.integer({ min: 1, max: 10 }), from: fc.nat(40) });
    fc.assert(
      fc.property(sizes, ({ total, limit, from }) => {
        const asked = { limit, ...(from > 0 ? { cursor: encodeCursor([from]) } : {}) };
        expect(pageOfAll(listed(total).slice(0, upTo(asked)), asked)).toEqual(pageOfAll(listed(total), asked));
      }),
    );
  });
});

describe("pageOfMore", () => {
  test("gives a cursor only where one more was found", () => {
    const key = (n: number) => [n, "x"];
    expect(pageOfMore(listed(3), 2, key)).toEqual({ items: [0, 1], next: encodeCursor([1, "x"]) });
    expect(pageOfMore(listed(2), 2, key)).toEqual({ items: [0, 1], next: null });
    expect(pageOfMore([], 2, key)).toEqual({ items: [], next: null });
  });
});

describe("cursors", () => {
  const keyed = cursorOf(z.tuple([cursorTime, z.string().regex(/^x\d$/)]));
  test("that the list gave out are taken", () => {
    expect(keyed.safeParse(encodeCursor([1_700_000_000_000, "x1"])).success).toBe(true);
  });
  test.each([
    ["nothing", ""],
    ["words", "zzz"],
    ["another list's key", encodeCursor([1])],
    ["a time that is none", encodeCursor([1e300, "x1"])],
    ["a nul", encodeCursor([1, "x1\u0000"])],
    ["an object", btoa('{"a":1}')],
    ["too much", "x".repeat(500)],
  ])("of %s are refused", (_what, text) => {
    expect(keyed.safeParse(text).success).toBe(false);
    expect(text === encodeCursor([1]) || !ordinalCursor.safeParse(text).success).toBe(true);
  });
});
