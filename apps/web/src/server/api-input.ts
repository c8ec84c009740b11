import { createHash } from "node:crypto";
import { maxFileBytes } from "@peony/domain/files";
import { DomainError, invalidInput } from "@peony/domain/shared";
import { formatBytes } from "@peony/i18n";
import type { z } from "zod";
import { bodyUpTo, bytesUpTo } from "./raw-body.ts";
import { localeOf } from "./route.ts";

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

/** A file that was sent: what its part of a form calls it, or nothing where the bytes came alone. */
export type SentFile = { readonly name: string; readonly bytes: Uint8Array };
export type FileBody = { readonly text: string; readonly value: SentFile };

/** Boundaries and heads of a form around a file. */
const formBytes = 20_000;

/** The first file of a form as browsers send it. @throws DomainError invalid where there is none */
const fileOfForm = async (bytes: Buffer<ArrayBuffer>, type: string): Promise<SentFile> => {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => null);
  const file = [...(form?.values() ?? [])].find((value) => value instanceof File);
  if (!file) throw new DomainError("invalid", "a form without a file", { fields: { file: { code: "not-a-file" } } });
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
};

/** The body of a call as a file: its bytes alone, whatever their type is called, or a form with it. @throws DomainError too-large, invalid */
export const readFileBody = async (request: Request): Promise<FileBody> => {
  const type = request.headers.get("content-type") ?? "";
  const isForm = /^multipart\/form-data\s*;/i.test(type);
  const bytes = await bytesUpTo(request, maxFileBytes + (isForm ? formBytes : 0));
  if (bytes === null) {
    const max = formatBytes(maxFileBytes, localeOf(request));
    throw new DomainError("too-large", "file", { fields: { file: { code: "file-too-large", args: { max } } } });
  }
  const value = isForm ? await fileOfForm(bytes, type) : { name: "", bytes };
  if (value.bytes.length === 0)
    throw new DomainError("invalid", "an empty file", { fields: { file: { code: "not-a-file" } } });
  return { text: `${value.name}\n${createHash("sha256").update(value.bytes).digest("hex")}`, value };
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

/** What a command takes, put together from a call's place and body; where the whole does not fit, it is refused at its fields. @throws DomainError invalid */
export const readWhole = <S extends z.ZodType>(schema: S, whole: unknown): z.output<S> => {
  const parsed = schema.safeParse(whole, { reportInput: true });
  if (!parsed.success) throw invalidInput(parsed.error.issues);
  return parsed.data;
};
