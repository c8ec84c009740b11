import { badParameter } from "./errors.ts";
import type { Raw, RawObject } from "./form.ts";

/** Reads one parameter; `path` is its name as Stripe writes it, e.g. `line_items[0][quantity]`. Throws ApiError. */
export type Spec<T> = (raw: Raw | undefined, path: string) => T;
export type Shape = { readonly [name: string]: Spec<unknown> };
export type Params<S extends Shape> = { readonly [K in keyof S]: S[K] extends Spec<infer T> ? T : never };

export const METADATA_LIMITS = { keys: 50, keyLength: 40, valueLength: 500 } as const;

const isObject = (raw: Raw): raw is RawObject => typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** Every field named in `shape` and no other: an unknown one is 400 `parameter_unknown`. */
export const readParams = <S extends Shape>(shape: S, raw: RawObject, path = ""): Params<S> => {
  const nameOf = (key: string) => (path === "" ? key : `${path}[${key}]`);
  for (const key of Object.keys(raw)) {
    if (!Object.hasOwn(shape, key)) {
      throw badParameter("parameter_unknown", nameOf(key), `Received unknown parameter: ${nameOf(key)}`);
    }
  }
  const read = Object.entries(shape).map(([key, spec]) => [key, spec(raw[key], nameOf(key))]);
  return Object.fromEntries(read) as Params<S>;
};

/** Makes a parameter mandatory. */
export const required =
  <T>(spec: Spec<T | undefined>): Spec<T> =>
  (raw, path) => {
    const value = raw === undefined ? undefined : spec(raw, path);
    if (value === undefined) throw badParameter("parameter_missing", path, `Missing required param: ${path}.`);
    return value;
  };

/** Text. An empty one is refused, because an empty form field means "unset", which most fields cannot be. */
export const text =
  (maxLength = 5000): Spec<string | undefined> =>
  (raw, path) => {
    if (raw === undefined) return undefined;
    if (typeof raw !== "string") throw badParameter("parameter_invalid_string", path, `Invalid string: ${path}`);
    if (raw === "") {
      const why = `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset.`;
      throw badParameter("parameter_invalid_empty", path, why);
    }
    if (raw.length > maxLength) {
      throw badParameter(
        "parameter_invalid_string",
        path,
        `Invalid string: ${path} must be at most ${maxLength} characters`,
      );
    }
    return raw;
  };

/** A whole number, as digits in a form or as a number in JSON; safe integers only. */
export const integer =
  (min: number, max: number = Number.MAX_SAFE_INTEGER): Spec<number | undefined> =>
  (raw, path) => {
    if (raw === undefined) return undefined;
    const value =
      typeof raw === "number" ? raw : typeof raw === "string" && /^-?\d{1,16}$/.test(raw) ? Number(raw) : Number.NaN;
    if (!Number.isSafeInteger(value)) {
      throw badParameter("parameter_invalid_integer", path, `Invalid integer: ${String(raw)}`);
    }
    if (value < min) {
      throw badParameter("parameter_invalid_integer", path, `This value must be greater than or equal to ${min}.`);
    }
    if (value > max) {
      throw badParameter("parameter_invalid_integer", path, `This value must be less than or equal to ${max}.`);
    }
    return value;
  };

export const flag: Spec<boolean | undefined> = (raw, path) => {
  if (raw === undefined) return undefined;
  if (raw === true || raw === "true") return true;
  if (raw === false || raw === "false") return false;
  throw badParameter("parameter_invalid_boolean", path, `Invalid boolean: ${String(raw)}`);
};

export const oneOf =
  <const V extends string>(...values: readonly V[]): Spec<V | undefined> =>
  (raw, path) => {
    if (raw === undefined) return undefined;
    const value = values.find((candidate) => candidate === raw);
    if (value === undefined) {
      throw badParameter("parameter_invalid_enum", path, `Invalid ${path}: must be one of ${values.join(", ")}`);
    }
    return value;
  };

/** An absolute http or https address, as given (placeholders in it stay untouched). */
export const address: Spec<string | undefined> = (raw, path) => {
  const value = text(5000)(raw, path);
  if (value === undefined) return undefined;
  const url = URL.parse(value.replaceAll("{CHECKOUT_SESSION_ID}", "x"));
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw badParameter("url_invalid", path, "Not a valid URL");
  }
  return value;
};

/** A currency code of three letters, returned in lower case as Stripe does. */
export const currency: Spec<string | undefined> = (raw, path) => {
  const value = text(3)(raw, path)?.toLowerCase();
  if (value === undefined || /^[a-z]{3}$/.test(value)) return value;
  throw badParameter("parameter_invalid_string", path, `Invalid currency: ${value}`);
};

export const object =
  <S extends Shape>(shape: S): Spec<Params<S> | undefined> =>
  (raw, path) => {
    if (raw === undefined) return undefined;
    if (!isObject(raw)) throw badParameter("parameter_invalid_object", path, `Invalid object: ${path}`);
    return readParams(shape, raw, path);
  };

export const list =
  <T>(item: Spec<T | undefined>, max = 100): Spec<readonly T[] | undefined> =>
  (raw, path) => {
    if (raw === undefined) return undefined;
    if (!Array.isArray(raw)) throw badParameter("parameter_invalid_array", path, `Invalid array: ${path}`);
    if (raw.length > max)
      throw badParameter("parameter_invalid_array", path, `Array ${path} exceeds maximum ${max} elements.`);
    return raw.map((one: Raw, index) => required(item)(one, `${path}[${index}]`));
  };

/** Metadata to merge: `null` removes a key. An empty value for the whole removes every key. */
export type MetadataPatch = { readonly clear: boolean; readonly entries: ReadonlyMap<string, string | null> };

export const metadata: Spec<MetadataPatch | undefined> = (raw, path) => {
  if (raw === undefined) return undefined;
  if (raw === "" || raw === null) return { clear: true, entries: new Map() };
  if (!isObject(raw)) throw badParameter("parameter_invalid_object", path, `Invalid object: ${path}`);
  const entries = new Map<string, string | null>();
  for (const [key, value] of Object.entries(raw)) {
    const name = `${path}[${key}]`;
    if (key.length > METADATA_LIMITS.keyLength) {
      throw badParameter(
        "parameter_invalid_string",
        name,
        `Metadata keys can have up to ${METADATA_LIMITS.keyLength} characters.`,
      );
    }
    if (typeof value === "object" && value !== null) {
      throw badParameter("parameter_invalid_string", name, "Metadata values must be strings.");
    }
    const said = value === null ? "" : String(value);
    if (said.length > METADATA_LIMITS.valueLength) {
      throw badParameter(
        "parameter_invalid_string",
        name,
        `Metadata values can have up to ${METADATA_LIMITS.valueLength} characters.`,
      );
    }
    entries.set(key, said === "" ? null : said);
  }
  return { clear: false, entries };
};

/** Applies a patch to what is stored. Refuses more keys than Stripe keeps. */
export const mergeMetadata = (
  old: Record<string, string>,
  patch: MetadataPatch | undefined,
): Record<string, string> => {
  const merged = new Map(patch?.clear ? [] : Object.entries(old));
  for (const [key, value] of patch?.entries ?? []) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size > METADATA_LIMITS.keys) {
    throw badParameter(
      "parameter_invalid_object",
      "metadata",
      `You can have up to ${METADATA_LIMITS.keys} metadata keys.`,
    );
  }
  return Object.fromEntries(merged);
};

const range = object({ gt: integer(0), gte: integer(0), lt: integer(0), lte: integer(0) });
export type Span = {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
};

/** `created=…` or `created[gte]=…`. */
export const span: Spec<Span | undefined> = (raw, path) => {
  if (raw === undefined || isObject(raw)) return range(raw, path);
  const exact = integer(0)(raw, path);
  return { gte: exact, lte: exact };
};

export const withinSpan = (value: number, limits: Span | undefined): boolean =>
  limits === undefined ||
  ((limits.gt === undefined || value > limits.gt) &&
    (limits.gte === undefined || value >= limits.gte) &&
    (limits.lt === undefined || value < limits.lt) &&
    (limits.lte === undefined || value <= limits.lte));

/** What every v1 list takes. */
export const paging = { limit: integer(1, 100), starting_after: text(), ending_before: text() } as const;
