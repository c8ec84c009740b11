import { CalledWrongly } from "../command.ts";

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

const branchesOf = (schema: unknown): Node[] =>
  isNode(schema)
    ? [
        schema,
        ...["anyOf", "oneOf", "allOf"]
          .flatMap((of) => (Array.isArray(schema[of]) ? schema[of] : []))
          .flatMap(branchesOf),
      ]
    : [];

/** The schema of what lies below one name, in whichever branch it is. */
const below = (schema: unknown, name: string): unknown => {
  const found = branchesOf(schema).flatMap((one) => {
    if (isNode(one.properties) && name in one.properties) return [one.properties[name]];
    if (/^\d+$/.test(name) && one.items !== undefined) return [one.items];
    return isNode(one.additionalProperties) ? [one.additionalProperties] : [];
  });
  return found.length > 1 ? { anyOf: found } : found[0];
};

const typesOf = (schema: unknown): Set<unknown> =>
  new Set(
    branchesOf(schema).flatMap((one) =>
      Array.isArray(one.type) ? one.type : [one.type ?? (Array.isArray(one.enum) ? "string" : undefined)],
    ),
  );

const json = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new CalledWrongly(`${name} wants JSON, and ${JSON.stringify(text)} is none.`);
  }
};

/** The text typed for a field as what its schema wants: text where it may be text, else a number, a yes or no, or JSON. */
const meantBy = (name: string, text: string, schema: unknown): unknown => {
  const types = typesOf(schema);
  if (types.has("string")) return text;
  if ((types.has("integer") || types.has("number")) && text.trim() !== "" && Number.isFinite(Number(text)))
    return Number(text);
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  if (types.has("null") && text === "null") return null;
  if (types.has("object") || types.has("array")) return json(name, text);
  // what does not fit goes as it is: the answer says at its field what would
  return text;
};

const put = (into: unknown, [name = "", ...rest]: readonly string[], value: unknown): unknown => {
  const next = (old: unknown): unknown => (rest.length === 0 ? value : put(old, rest, value));
  if (Array.isArray(into) || (into === undefined && /^\d+$/.test(name))) {
    const list: unknown[] = Array.isArray(into) ? [...into] : [];
    const at = Number(name);
    if (!Number.isInteger(at) || at > list.length)
      throw new CalledWrongly(`${name} is no place in a list of ${list.length}.`);
    list[at] = next(list[at]);
    return list;
  }
  const old = isNode(into) ? into : {};
  return { ...old, [name]: next(Object.hasOwn(old, name) ? old[name] : undefined) };
};

/** `name=text` and `name:=JSON`, as they are typed. @throws CalledWrongly */
export const readField = (typed: string): { name: string; text: string; isJson: boolean } => {
  const found = /^([^=]+?)(:?)=([\s\S]*)$/.exec(typed);
  if (!found) throw new CalledWrongly(`Say name=value instead of ${JSON.stringify(typed)}.`);
  return { name: found[1] ?? "", text: found[3] ?? "", isJson: found[2] === ":" };
};

/**
 * A body with one more field in it. @param name nested by dots, places in a list by number: `targets.0.name.zh`
 * @throws CalledWrongly where a field that is only JSON is given something else
 */
export const withField = (body: unknown, typed: ReturnType<typeof readField>, schema: unknown): unknown => {
  const path = typed.name.split(".");
  const value = typed.isJson
    ? json(typed.name, typed.text)
    : meantBy(typed.name, typed.text, path.reduce<unknown>(below, schema));
  return put(body, path, value);
};
