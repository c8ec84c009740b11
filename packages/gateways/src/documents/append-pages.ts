import { createHash } from "node:crypto";
import { type PdfObjects, pagesOf, readObjects, splitStream, structOf, writeObjects } from "./pdf-objects.ts";

const body = (pdf: PdfObjects, n: number): string => pdf.objects.get(n) ?? "";
const refs = (text: string): number[] => [...text.matchAll(/(\d+) 0 R/g)].map((m) => Number(m[1]));

/** The one element under a file's structure root: the document as a reading program follows it. */
const documentOf = (pdf: PdfObjects): number => Number(/\/K \[(\d+) 0 R\]/.exec(body(pdf, structOf(pdf)))?.[1]);

/** Numbers of objects the pages and their structure need, without the file's own roots. */
const needed = (pdf: PdfObjects): number[] => {
  const roots = new Set([pdf.root, pdf.info, pagesOf(pdf).node, structOf(pdf)]);
  const found = new Set<number>();
  const waiting = [...pagesOf(pdf).kids, documentOf(pdf)];
  for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
    if (found.has(n) || roots.has(n)) continue;
    found.add(n);
    waiting.push(...refs(splitStream(body(pdf, n)).dictionary));
  }
  return [...found].sort((a, b) => a - b);
};

const parentTree = (root: string): { readonly nums: string; readonly next: number } => ({
  nums: /\/Nums \[([\s\S]*?)\n\]/.exec(root)?.[1] ?? "",
  next: Number(/\/ParentTreeNextKey (\d+)/.exec(root)?.[1] ?? "0"),
});

/**
 * The pages of `shown` followed by those of `extra`, as one file of one revision. Every object of `shown` is taken over byte for byte,
 * but for the list of pages and the reading order, so what was signed is what is kept, whatever version of this program seals it.
 * @throws RangeError where either was not drawn by this folder
 */
export const appendPages = (shown: Uint8Array, extra: Uint8Array): Uint8Array => {
  const base = readObjects(shown);
  const more = readObjects(extra);
  const pages = pagesOf(base);
  const whole = documentOf(base);
  const taken = needed(more);
  const numbers = new Map(taken.map((n, i) => [n, base.size + i]));
  numbers.set(pagesOf(more).node, pages.node);
  numbers.set(structOf(more), whole);
  const renumbered = (text: string): string => text.replace(/(\d+) 0 R/g, (_, n) => `${numbers.get(Number(n))} 0 R`);
  const own = parentTree(body(base, structOf(base)));
  const added = parentTree(body(more, structOf(more)));
  const isPage = new Set(pagesOf(more).kids);

  const objects = new Map(base.objects);
  for (const [i, n] of taken.entries()) {
    const { dictionary, stream } = splitStream(body(more, n));
    const keyed = isPage.has(n)
      ? dictionary.replace(/\/StructParents (\d+)/, (_, key) => `/StructParents ${Number(key) + own.next}`)
      : dictionary;
    const part = n === documentOf(more) ? keyed.replace("/S /Document", "/S /Part") : keyed;
    objects.set(base.size + i, renumbered(part) + stream);
  }
  const kids = pagesOf(more).kids.map((n) => `${numbers.get(n)} 0 R`);
  const nums = renumbered(added.nums).replace(/(\n\s*)(\d+) \[/g, (_, gap, key) => `${gap}${Number(key) + own.next} [`);
  const edit = (n: number, change: (text: string) => string): unknown => objects.set(n, change(objects.get(n) ?? ""));
  edit(pages.node, (text) =>
    text
      .replace(/\/Count \d+/, `/Count ${pages.kids.length + kids.length}`)
      .replace(/\/Kids \[([^\]]*)\]/, (_, list) => `/Kids [${list} ${kids.join(" ")}]`),
  );
  edit(structOf(base), (text) =>
    text
      .replace(/(\/Nums \[[\s\S]*?)\n\]/, (_, start) => `${start}${nums}\n]`)
      .replace(/\/ParentTreeNextKey \d+/, `/ParentTreeNextKey ${own.next + added.next}`),
  );
  edit(whole, (text) =>
    text.replace(/\/K \[([^\]]*)\]/, (_, list) => `/K [${list} ${numbers.get(documentOf(more))} 0 R]`),
  );
  const id = createHash("sha256").update(shown).update(extra).digest("hex").slice(0, 32);
  return writeObjects(objects, base.root, base.info, id);
};
