import { type Shown, shownByBuiltIn, shownByCode, unescaped } from "./cells.ts";
import { SheetStop } from "./stop.ts";
import { StringTable } from "./string-table.ts";
import { attributesOf, XmlReader } from "./xml.ts";
import type { Archive } from "./zip.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Far above the 32,767 characters of a cell. */
const maxTextChars = 1_000_000;

/** What is needed to read the rows of a workbook's first visible sheet. */
export type Workbook = {
  readonly sheet: ZipEntry;
  readonly strings: StringTable;
  /** What each cell format shows of a number, by its index. */
  readonly formats: readonly Shown[];
  readonly since1904: boolean;
};

const encodingOfMark = (head: Buffer): string => {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
};

/** The text of a part: UTF-8, or UTF-16 with its mark. */
export async function* partText(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOfMark(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder?.decode() ?? "";
  } catch (e) {
    if (e instanceof TypeError) throw new SheetStop("wrong-encoding", "a part is not UTF-8");
    throw e;
  }
}

type Token = "open" | "close" | "text";

/** Hands every token of a part to `see`. */
const walk = async (archive: Archive, entry: ZipEntry, see: (token: Token, xml: XmlReader) => void): Promise<void> => {
  const xml = new XmlReader();
  for await (const text of partText(archive.bytesOf(entry))) {
    xml.feed(text);
    for (let token = xml.next(); token !== null; token = xml.next()) see(token, xml);
  }
  xml.end();
};

/** Every start tag of a part with its attributes. */
const tags = async (
  archive: Archive,
  entry: ZipEntry,
  see: (name: string, attributes: ReadonlyMap<string, string>) => void,
): Promise<void> =>
  walk(archive, entry, (token, xml) => {
    if (token === "open") see(xml.name, attributesOf(xml.attributes));
  });

const partOf = (archive: Archive, path: string): ZipEntry | undefined => archive.entries.get(path.toLowerCase());

/** Where a relation of a part points inside the archive. */
const resolved = (from: string, target: string): string => {
  const parts = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of target.split("/"))
    if (part === "..") {
      if (parts.pop() === undefined) throw new SheetStop("damaged", "a relation leaves the archive");
    } else if (part !== "" && part !== ".") parts.push(part);
  return parts.join("/");
};

type Relation = { readonly type: string; readonly path: string };

const relationsOf = async (archive: Archive, part: string): Promise<ReadonlyMap<string, Relation>> => {
  const cut = part.lastIndexOf("/") + 1;
  const entry = partOf(archive, `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`);
  const found = new Map<string, Relation>();
  if (entry === undefined) return found;
  await tags(archive, entry, (name, attributes) => {
    if (name !== "Relationship") return;
    if (attributes.get("TargetMode") === "External") throw new SheetStop("external-link", `${part} points outside`);
    const type = (attributes.get("Type") ?? "").split("/").at(-1) ?? "";
    found.set(attributes.get("Id") ?? "", { type, path: resolved(part, attributes.get("Target") ?? "") });
  });
  return found;
};

const macroParts = /(^|\/)(vbaproject\.bin|vbadata\.xml)$|^xl\/(macrosheets|dialogsheets)\//;
const outsideParts = /^xl\/(externallinks\/|connections\.xml$|querytables\/)/;

const refuseActive = async (archive: Archive): Promise<void> => {
  for (const name of archive.entries.keys()) {
    if (macroParts.test(name)) throw new SheetStop("macros", name.slice(0, 80));
    if (outsideParts.test(name)) throw new SheetStop("external-link", name.slice(0, 80));
  }
  const types = partOf(archive, "[Content_Types].xml");
  if (types === undefined) throw new SheetStop("not-a-sheet", "an archive, but not of office documents");
  await tags(archive, types, (_, attributes) => {
    if (/macroEnabled|vbaProject/i.test(attributes.get("ContentType") ?? ""))
      throw new SheetStop("macros", "a part may hold macros");
  });
};

const truth = (value: string | undefined): boolean => value === "1" || value === "true";

const stringsOf = async (archive: Archive, entry: ZipEntry | undefined): Promise<StringTable> => {
  const table = new StringTable();
  if (entry === undefined) return table;
  let text = "";
  let inText = false;
  let phonetic = false;
  await walk(archive, entry, (token, xml) => {
    if (token === "text") {
      if (inText && !phonetic) text += xml.text;
      if (text.length > maxTextChars) throw new SheetStop("damaged", "a shared text goes on and on");
    } else if (xml.name === "t") inText = token === "open";
    else if (xml.name === "rPh") phonetic = token === "open";
    else if (xml.name === "si") {
      if (token === "close") table.add(unescaped(text));
      text = "";
    }
  });
  return table;
};

const formatsOf = async (archive: Archive, entry: ZipEntry | undefined): Promise<Shown[]> => {
  const formats: Shown[] = [];
  if (entry === undefined) return formats;
  const own = new Map<number, Shown>();
  let inCells = false;
  await walk(archive, entry, (token, xml) => {
    if (xml.name === "cellXfs" && token !== "text") inCells = token === "open";
    if (token !== "open" || (xml.name !== "numFmt" && (xml.name !== "xf" || !inCells))) return;
    const attributes = attributesOf(xml.attributes);
    const id = Number(attributes.get("numFmtId") ?? 0);
    if (xml.name === "numFmt") own.set(id, shownByCode(attributes.get("formatCode") ?? ""));
    else formats.push(own.get(id) ?? shownByBuiltIn(id));
    if (formats.length > 100_000 || own.size > 100_000) throw new SheetStop("damaged", "too many formats");
  });
  return formats;
};

/** Finds the first visible sheet and reads what its cells point at; refuses macros and what would be fetched from elsewhere. */
export const openWorkbook = async (archive: Archive): Promise<Workbook> => {
  await refuseActive(archive);
  const root = [...(await relationsOf(archive, "")).values()].find((r) => r.type === "officeDocument");
  const path = root?.path ?? "xl/workbook.xml";
  const book = partOf(archive, path);
  if (book === undefined || !path.endsWith(".xml")) throw new SheetStop("not-a-sheet", "no workbook in XML");
  const relations = await relationsOf(archive, path);
  const visible: string[] = [];
  let since1904 = false;
  await tags(archive, book, (name, attributes) => {
    if (name === "externalReferences") throw new SheetStop("external-link", "the workbook reads others");
    if (name === "workbookPr") since1904 = truth(attributes.get("date1904"));
    if (name === "sheet" && (attributes.get("state") ?? "visible") === "visible")
      visible.push(attributes.get("id") ?? "");
  });
  const ofType = (type: string): ZipEntry | undefined => {
    const relation = [...relations.values()].find((r) => r.type === type);
    return relation && partOf(archive, relation.path);
  };
  const first = visible.map((id) => relations.get(id)).find((r) => r?.type === "worksheet");
  const sheet = first && partOf(archive, first.path);
  if (sheet === undefined) throw new SheetStop("not-a-sheet", "the workbook has no visible sheet");
  const strings = await stringsOf(archive, ofType("sharedStrings"));
  return { sheet, strings, formats: await formatsOf(archive, ofType("styles")), since1904 };
};
