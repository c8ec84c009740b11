const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The objects of a file this folder drew, by number, each as its bytes between `obj` and `endobj` read as latin-1. */
export type PdfObjects = {
  readonly objects: Map<number, string>;
  readonly size: number;
  readonly root: number;
  readonly info: number;
};

const refAfter = (text: string, key: string): number => {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];
  if (!found) throw new RangeError(`no /${key}`);
  return Number(found);
};

/**
 * Reads a PDF as pdfkit writes it: one revision, a plain cross-reference table, no object streams.
 * @throws RangeError for any other shape
 */
export const readObjects = (file: Uint8Array): PdfObjects => {
  const text = latin(file);
  const start = /startxref\n(\d+)\n%%EOF\s*$/.exec(text)?.[1];
  const table = start ? /^xref\n0 (\d+)\n/.exec(text.slice(Number(start))) : null;
  if (!start || !table || text.split("startxref").length !== 2) throw new RangeError("not a file of ours");
  const size = Number(table[1]);
  const objects = new Map<number, string>();
  const entries = text.slice(Number(start) + table[0].length);
  for (let n = 1; n < size; n++) {
    const at = Number(entries.slice(n * 20, n * 20 + 10));
    const open = `${n} 0 obj\n`;
    if (text.slice(at, at + open.length) !== open) throw new RangeError(`object ${n} is not where the table says`);
    objects.set(n, bodyAt(text, at + open.length));
  }
  const trailer = text.slice(text.indexOf("trailer", Number(start)));
  return { objects, size, root: refAfter(trailer, "Root"), info: refAfter(trailer, "Info") };
};

/** An object's body. A stream is skipped by its length, since its bytes may say `endobj` too. */
const bodyAt = (text: string, from: number): string => {
  const stream = text.indexOf("stream\n", from);
  const end = text.indexOf("\nendobj", from);
  if (stream < 0 || stream > end) return text.slice(from, end);
  const length = /\/Length (\d+)/.exec(text.slice(from, stream))?.[1];
  if (!length) throw new RangeError("a stream without length");
  return text.slice(from, text.indexOf("\nendobj", stream + 7 + Number(length)));
};

/** The dictionary of an object and, where it has one, its stream with the keywords around it. */
export const splitStream = (body: string): { readonly dictionary: string; readonly stream: string } => {
  const at = body.indexOf("stream\n");
  return at < 0 ? { dictionary: body, stream: "" } : { dictionary: body.slice(0, at), stream: body.slice(at) };
};

export const pagesOf = (pdf: PdfObjects): { readonly node: number; readonly kids: number[] } => {
  const node = refAfter(pdf.objects.get(pdf.root) ?? "", "Pages");
  const kids = /\/Kids \[([^\]]*)\]/.exec(pdf.objects.get(node) ?? "")?.[1] ?? "";
  return { node, kids: [...kids.matchAll(/(\d+) 0 R/g)].map((m) => Number(m[1])) };
};

export const structOf = (pdf: PdfObjects): number => refAfter(pdf.objects.get(pdf.root) ?? "", "StructTreeRoot");

/** Writes objects, numbered without a gap, as one file with one table. `id` is the 32 hex digits that name it. */
export const writeObjects = (
  objects: ReadonlyMap<number, string>,
  root: number,
  info: number,
  id: string,
): Uint8Array => {
  const parts = ["%PDF-1.7\n%\xff\xff\xff\xff\n"];
  let length = parts[0]?.length ?? 0;
  const places: string[] = [];
  for (const n of [...objects.keys()].sort((a, b) => a - b)) {
    const part = `${n} 0 obj\n${objects.get(n)}\nendobj\n`;
    places.push(`${String(length).padStart(10, "0")} 00000 n \n`);
    parts.push(part);
    length += part.length;
  }
  const size = objects.size + 1;
  parts.push(`xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}`);
  parts.push(`trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/ID [<${id}> <${id}>]\n>>\n`);
  parts.push(`startxref\n${length}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1");
};
