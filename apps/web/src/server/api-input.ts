import { DomainError } from "@peony/domain/shared";
import { bodyUpTo } from "./raw-body.ts";

const maxBodyBytes = 1_000_000;

export type JsonBody = { readonly text: string; readonly value: unknown };

/** The body of a call as JSON; nothing at all stands for an object without fields. @throws DomainError unsupported-media, too-large, invalid */
export const readJson = async (request: Request): Promise<JsonBody> => {
  const type = request.headers.get("content-type");
  if (type !== null && !/^application\/json\s*(;|$)/i.test(type)) throw new DomainError("unsupported-media", type);
  const text = await bodyUpTo(request, maxBodyBytes);
  if (text === null) throw new DomainError("too-large", "body");
  if (text === "") return { text, value: {} };
  if (type === null) throw new DomainError("unsupported-media", "a body without a type");
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw new DomainError("invalid", "body is not JSON");
  }
};

/** The query as an object: a name that comes once is text, one that comes again a list. */
export const readQuery = ({ searchParams }: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const all = searchParams.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );

/** Printable ASCII, as a header holds it. @throws DomainError idempotency-key/missing, idempotency-key/malformed */
export const readIdempotencyKey = (request: Request): string => {
  const key = request.headers.get("idempotency-key")?.trim() ?? "";
  if (key === "") throw new DomainError("idempotency-key/missing", "none");
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new DomainError("idempotency-key/malformed", "not 1 to 200 characters");
  return key;
};
