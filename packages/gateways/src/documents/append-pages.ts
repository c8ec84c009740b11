import { createHash } from "node:crypto";
import { type PdfObjects, pagesOf, readObjects, splitStream, structOf, writeObjects } from "./pdf-objects.ts";

const shifted = (body: string, by: number): string => {
  const { dictionary, stream } = splitStream(body);
  return dictionary.replace(/(\d+) 0 R/g, (_, n: string) => `${Number(n) + by} 0 R`) + stream;
};

const change = (objects: Map<number, string>, n: number, edit: (body: string) => string): void => {
  objects.set(n, edit(objects.get(n) ?? ""));
};

/** The one element under a structure root. */
const documentOf = (root: string): number => Number(/\/K \[(\d+) 0 R\]/.exec(root)?.[1]);

/** Joins the two trees that reading programs follow: the added pages become the last part of the document. */
const joinStructure = (objects: Map<number, string>, shown: PdfObjects, extra: PdfObjects, by: number): void => {
  const into = structOf(shown);
  const from = structOf(extra) + by;
  const added = objects.get(from) ?? "";
  const next = Number(/\/ParentTreeNextKey (\d+)/.exec(objects.get(into) ?? "")?.[1] ?? "0");
  const count = Number(/\/ParentTreeNextKey (\d+)/.exec(added)?.[1] ?? "0");
  const nums = (/\/Nums \[([\s\S]*?)\n\]/.exec(added)?.[1] ?? "").replace(
    /(\n\s*)(\d+) \[/g,
    (_, space: string, key: string) => `${space}${Number(key) + next} [`,
  );
  change(objects, into, (body) =>
    body
      .replace(/(\/Nums \[[\s\S]*?)\n\]/, (_, start: string) => `${start}${nums}\n]`)
      .replace(/\/ParentTreeNextKey \d+/, `/ParentTreeNextKey ${next + count}`),
  );
  const whole = documentOf(objects.get(into) ?? "");
  const part = documentOf(added);
  change(objects, whole, (body) => body.replace(/\/K \[([^\]]*)\]/, (_, own: string) => `/K [${own} ${part} 0 R]`));
  change(objects, part, (body) =>
    body.replace("/S /Document", "/S /Part").replace(`/P ${from} 0 R`, `/P ${whole} 0 R`),
  );
  for (const kid of pagesOf(extra).kids)
    change(objects, kid + by, (body) =>
      body.replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${Number(key) + next}`),
    );
  objects.delete(from);
};

/**
 * The pages of `shown` followed by those of `extra`, as one file of one revision. Every object of `shown` is taken over byte for byte,
 * but for the list of pages and the reading order, so what was signed is what is kept, whatever version of this program seals it.
 * @throws RangeError where either was not drawn by this folder
 */
export const appendPages = (shown: Uint8Array, extra: Uint8Array): Uint8Array => {
  const base = readObjects(shown);
  const more = readObjects(extra);
  const by = base.size - 1;
  const objects = new Map(base.objects);
  for (const [n, body] of more.objects) objects.set(n + by, shifted(body, by));
  const pages = pagesOf(base);
  const added = pagesOf(more);
  const kids = added.kids.map((n) => n + by);
  for (const n of kids)
    change(objects, n, (body) => body.replace(`/Parent ${added.node + by} 0 R`, `/Parent ${pages.node} 0 R`));
  change(objects, pages.node, (body) =>
    body
      .replace(/\/Count \d+/, `/Count ${pages.kids.length + kids.length}`)
      .replace(/\/Kids \[([^\]]*)\]/, (_, own: string) => `/Kids [${own} ${kids.map((n) => `${n} 0 R`).join(" ")}]`),
  );
  joinStructure(objects, base, more, by);
  for (const n of [more.root, more.info, added.node]) objects.delete(n + by);
  const id = createHash("sha256").update(shown).update(extra).digest("hex").slice(0, 32);
  return writeObjects(objects, base.root, base.info, id);
};
