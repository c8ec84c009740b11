import { fileURLToPath } from "node:url";
import {
  API,
  type Checker,
  SignatureKind,
  type Symbol as Sym,
  SymbolFlags,
  type Type,
  TypeFlags,
} from "typescript/unstable/sync";

export type Schema = { readonly [key: string]: unknown };
export type Contract = {
  readonly responses: Readonly<Record<string, Schema>>;
  readonly requests: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
};

/** The objects that this sandbox serves; any other one that they refer to is checked by `id` and `object` only. */
const SERVED = new Set([
  "account",
  "balance",
  "balance_transaction",
  "charge",
  "checkout.session",
  "customer",
  "event",
  "item",
  "list",
  "payment_intent",
  "payout",
  "price",
  "transfer",
  "v2.core.account",
  "v2.core.account_link",
  "webhook_endpoint",
]);

/** TypeScript has one kind of number; money, counts and times are whole ones. */
const WHOLE =
  /^(amount.*|.*_amount|amount|created|available_on|arrival_date|fee|net|limit|quantity|.*_at|pending_webhooks|gte?|lte?)$/;

/** JSON Schemas for the types in `shapes.ts`, read from the declarations of the installed SDK. Takes a few seconds. */
export const deriveContract = (): Contract => {
  const here = fileURLToPath(new URL("..", import.meta.url));
  const api = new API({ cwd: here });
  try {
    const project = api.updateSnapshot({ openProjects: [`${here}tsconfig.json`] }).getProjects()[0];
    const file = project?.program.getSourceFile(fileURLToPath(new URL("shapes.ts", import.meta.url)));
    const module = file && project?.checker.getSymbolAtLocation(file);
    if (project === undefined || module === undefined) throw new Error("contract/shapes.ts is not part of the project");
    const { checker } = project;
    const tableOf = (name: string): readonly Sym[] => {
      const symbol = checker.getExportsOfModule(module).find((one) => one.name === name);
      return symbol === undefined ? [] : checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
    };
    const $defs: Record<string, Schema> = {};
    const schemas = (name: string, mode: Mode) => {
      const walk = walker(checker, $defs, mode);
      return Object.fromEntries(tableOf(name).map((row) => [row.name, walk(typeOf(checker, row), row.name)]));
    };
    return { responses: schemas("Responses", "response"), requests: schemas("Requests", "request"), $defs };
  } finally {
    api.close();
  }
};

type Mode = "request" | "response";

const typeOf = (checker: Checker, symbol: Sym): Type => {
  const type = checker.getTypeOfSymbol(symbol);
  if (type === undefined) throw new Error(`no type for ${symbol.name}`);
  return type;
};

const has = (type: Type, flags: number): boolean => (type.flags & flags) !== 0;

/** Turns types into schemas; named interfaces become shared definitions, which also ends every recursion. */
const walker = (checker: Checker, $defs: Record<string, Schema>, mode: Mode) => {
  const named = new Map<number, string>();

  const walk = (type: Type, name: string): Schema => {
    if (has(type, TypeFlags.Any | TypeFlags.Unknown)) return {};
    if (type.isBooleanLiteralType() || type.isStringLiteralType() || type.isNumberLiteralType())
      return { const: literal(type) };
    if (has(type, TypeFlags.String | TypeFlags.TemplateLiteral)) return { type: "string" };
    if (has(type, TypeFlags.Number)) return { type: WHOLE.test(name) ? "integer" : "number" };
    if (has(type, TypeFlags.Boolean)) return { type: "boolean" };
    if (has(type, TypeFlags.BigInt)) return { type: ["integer", "string"] };
    if (has(type, TypeFlags.Null)) return { type: "null" };
    if (type.isUnionType()) return union(type.getTypes(), name);
    if (type.isIntersectionType()) return isOpenString(type) ? { type: "string" } : properties(type);
    if (checker.isArrayType(type) && type.isTypeReference()) {
      const [item] = checker.getTypeArguments(type);
      return { type: "array", items: item === undefined ? {} : walk(item, name) };
    }
    return type.isObjectType() ? shared(type) : {};
  };

  const union = (types: readonly Type[], name: string): Schema => {
    const parts = types.filter((one) => !has(one, TypeFlags.Undefined | TypeFlags.Void));
    // An open enumeration is any text: the SDK says that values may be added.
    if (parts.some(isOpenString)) {
      return {
        anyOf: [
          { type: "string" },
          ...parts.filter((one) => !isOpenString(one) && !one.isStringLiteralType()).map((one) => walk(one, name)),
        ],
      };
    }
    const schemas = parts.map((one) => walk(one, name));
    return schemas.length === 1 && schemas[0] !== undefined ? schemas[0] : { anyOf: schemas };
  };

  const shared = (type: Type): Schema => {
    const symbol = type.getSymbol();
    const kind = mode === "response" ? objectKind(type) : undefined;
    if (kind !== undefined && !SERVED.has(kind)) {
      return { type: "object", properties: { id: { type: "string" }, object: { const: kind } }, required: ["object"] };
    }
    if (symbol === undefined || (symbol.flags & SymbolFlags.Interface) === 0) return properties(type);
    const known = named.get(type.id);
    const key = known ?? `${mode}.${symbol.name}.${type.id}`;
    if (known === undefined) {
      named.set(type.id, key);
      $defs[key] = {};
      $defs[key] = properties(type);
    }
    return { $ref: `#/$defs/${key}` };
  };

  const properties = (type: Type): Schema => {
    const members = checker
      .getPropertiesOfType(type)
      .filter((one) => (one.flags & SymbolFlags.Method) === 0 && one.name !== "lastResponse");
    const types = members.length === 0 ? [] : checker.getTypeOfSymbol(members);
    const shown: Record<string, Schema> = {};
    const required: string[] = [];
    members.forEach((member, index) => {
      const own = types[index];
      if (own === undefined || isFunction(own)) return;
      shown[member.name] = walk(own, member.name);
      if ((member.flags & SymbolFlags.Optional) === 0) required.push(member.name);
    });
    const [index] = checker.getIndexInfosOfType(type);
    const rest = index === undefined ? false : walk(index.valueType, "*");
    // `{}` in the declarations means "some object"; only an object with known fields can have an unknown one.
    const closed = members.length === 0 && index === undefined ? {} : { additionalProperties: rest };
    return { type: "object", properties: shown, required, ...closed };
  };

  const isFunction = (type: Type): boolean =>
    type.isObjectType() && checker.getSignaturesOfType(type, SignatureKind.Call).length > 0;

  const objectKind = (type: Type): string | undefined => {
    const member = checker.getPropertyOfType(type, "object");
    const kind = member === undefined ? undefined : checker.getTypeOfSymbol(member);
    return kind?.isStringLiteralType() ? kind.value : undefined;
  };

  return walk;
};

const literal = (type: Type): unknown => (type.isLiteralType() ? type.value : undefined);

/** `string & {}`, the SDK's way to leave an enumeration open. */
const isOpenString = (type: Type): boolean =>
  type.isIntersectionType() && type.getTypes().some((one) => has(one, TypeFlags.String));
