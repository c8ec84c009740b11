import { CalledWrongly } from "../command.ts";
import type { Operation, Parameter } from "./document.ts";
import { readField, withField } from "./fields.ts";

/** What was typed behind the operation's name. */
export type Typed = {
  readonly fields: readonly string[];
  /** The body as it was read from a file, before the fields. */
  readonly body?: unknown;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
};
export type Wanted = {
  readonly method: string;
  /** Path and query below the address of the house. */
  readonly target: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
};

const isNamed = (where: Parameter["in"], name: string) => (p: Parameter) => p.in === where && p.name === name;

const placeOf = (operation: Operation, given: ReadonlyMap<string, string>): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = given.get(name);
    if (value === undefined || value === "") throw new CalledWrongly(`${operation.id} needs ${name}=…`);
    return encodeURIComponent(value);
  });

/** The request an operation wants for what was typed: each name goes where the document has it. @throws CalledWrongly */
export const requestOf = (operation: Operation, typed: Typed): Wanted => {
  const place = new Map<string, string>();
  const query = new URLSearchParams();
  let body = typed.body;
  for (const field of typed.fields.map(readField)) {
    if (operation.parameters.some(isNamed("path", field.name))) place.set(field.name, field.text);
    else if (operation.parameters.some(isNamed("query", field.name))) query.append(field.name, field.text);
    else if (operation.sends === "json") body = withField(body, field, operation.body);
    else throw new CalledWrongly(`${operation.id} takes no ${field.name}. See \`api show ${operation.id}\`.`);
  }
  if (typed.body !== undefined && operation.sends !== "json") throw new CalledWrongly(`${operation.id} takes no body.`);
  if ((typed.file !== undefined) !== (operation.sends === "file"))
    throw new CalledWrongly(typed.file ? `${operation.id} takes no file.` : `${operation.id} needs --file.`);
  if (typed.file && !query.has("name") && operation.parameters.some(isNamed("query", "name")))
    query.set("name", typed.file.name);
  const target = `${placeOf(operation, place)}${query.size > 0 ? `?${query}` : ""}`;
  const head = { method: operation.method, target };
  if (typed.file) return { ...head, body: typed.file.bytes, contentType: "application/octet-stream" };
  return operation.sends === "json"
    ? { ...head, body: JSON.stringify(body ?? {}), contentType: "application/json" }
    : head;
};

/** The query by which a list goes on after a page of it: cursors are text, places in a sheet are numbers. */
export const nextName = (operation: Operation): string | null =>
  ["cursor", "after"].find((name) => operation.parameters.some(isNamed("query", name))) ?? null;
