import { importedListing } from "../listings/index.ts";
import { cellText } from "./cell-values.ts";
import type { ImportMap, SourceRow, Target } from "./import-map.ts";
import { mended } from "./mended.ts";

type Tree = { [key: string]: unknown };

const put = (root: Tree, path: readonly string[], value: unknown): void => {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    root[key] = value;
    return;
  }
  if (typeof root[key] !== "object" || root[key] === null) root[key] = /^\d+$/.test(rest[0] ?? "") ? [] : {};
  put(root[key] as Tree, rest, value);
};

/** Fields that are lists of objects; JSON may hold them whole, as our own export does. */
const structured = new Set(["benefits", "applications", "evidence", "inventors", "priceMenu"]);
const isObjects = (raw: unknown): boolean =>
  Array.isArray(raw) && raw.length > 0 && raw.every((entry) => typeof entry === "object" && entry !== null);

/** The value of a column as it was meant; nothing is the empty text. */
const given = (row: SourceRow, column: string, to?: string): unknown => {
  const raw = Object.hasOwn(row, column) ? (row[column] ?? "") : "";
  if (to !== undefined && structured.has(to) && isObjects(raw)) return raw;
  if (Array.isArray(raw)) return raw.map(cellText).filter(Boolean);
  return typeof raw === "string" ? mended(raw).trim() : raw;
};

const whole = new Set(["trl"]);
const truths = new Set(["noDataYet"]);
const lists = new Set(["keywordsZh", "keywordsEn", "ipc", "rights"]);

/** A spreadsheet knows texts only: numbers, yes and no, and lists are read from them by the field they go to. */
const inShape = (field: string, value: unknown): unknown => {
  if (lists.has(field)) {
    const items = Array.isArray(value) ? value : cellText(value).split(/[,，、;；|]/);
    return items.map((item) => String(item).trim()).filter(Boolean);
  }
  if (typeof value !== "string") return value;
  if (whole.has(field)) return value === "" ? "" : Number(value);
  if (truths.has(field))
    return /^(true|yes|1|是)$/i.test(value) ? true : /^(false|no|0|否)$/i.test(value) ? false : value;
  return value;
};

const shortened = (value: unknown, most: number): unknown => {
  if (Array.isArray(value)) return value.slice(0, most);
  if (typeof value !== "string") return value;
  const characters = [...value];
  if (characters.length <= most) return value;
  return `${characters
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
};

const valueFor = (target: Target, value: unknown, today: string): unknown => {
  if (target.ifPast !== undefined)
    return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && value < today ? target.ifPast : "";
  if (target.values && (typeof value === "string" || typeof value === "number")) {
    if (Object.hasOwn(target.values, String(value))) return target.values[String(value)];
    if (target.otherwise !== undefined) return target.otherwise;
  }
  const shaped = inShape(target.to, value);
  return target.cut ? shortened(shaped, target.cut) : shaped;
};

type Field = { safeParse: (value: unknown) => { success: boolean } };
const isTaken = (field: string, value: unknown): boolean =>
  (importedListing.shape as Record<string, Field>)[field]?.safeParse(value).success ?? false;

export type Applied = { readonly sourceId: string; readonly fields: unknown };

/**
 * The fields a row gives, still to be checked by the listing's schema. Constants come first, the row's own values over them; an
 * empty column says nothing.
 * @param today ISO date, for values that turn when a day has passed
 */
export const applyMap = (row: SourceRow, map: ImportMap, today: string): Applied => {
  const fields: Tree = {};
  for (const [field, constant] of Object.entries(map.constants))
    put(fields, field.split("."), structuredClone(constant));
  for (const [column, targets] of Object.entries(map.columns))
    for (const target of targets) {
      const value = valueFor(target, given(row, column, target.to), today);
      if (value === "" || (Array.isArray(value) && value.length === 0)) continue;
      if (target.optional && !isTaken(target.to, value)) continue;
      put(fields, target.to.split("."), value);
    }
  return { sourceId: cellText(given(row, map.sourceId)), fields };
};
