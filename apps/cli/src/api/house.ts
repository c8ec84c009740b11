import { randomUUID } from "node:crypto";
import { CommandFailed } from "../command.ts";
import { type Operation, operationsOf } from "./document.ts";
import type { Wanted } from "./request.ts";

export type House = {
  /** Origin, such as http://localhost:3000. */
  readonly base: string;
  readonly key: string | null;
  readonly language: string | null;
  readonly idempotencyKey: string | null;
};

const ask = async (house: House, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(`${house.base}${path}`, init);
  } catch (e) {
    const cause = e instanceof Error && e.cause instanceof Error ? e.cause.message : String(e);
    throw new CommandFailed(`${house.base} does not answer: ${cause}`);
  }
};

/** Every operation that the running house describes of itself. @throws CommandFailed where nothing answers, or not as Peony does */
export const readOperations = async (house: House): Promise<Operation[]> => {
  const answer = await ask(house, "/api/v1/openapi.json", {});
  const document: unknown = await answer.json().catch(() => null);
  if (!answer.ok || document === null)
    throw new CommandFailed(`${house.base} answers ${answer.status} without a description of an API. Is it Peony?`);
  return operationsOf(document);
};

type Problem = { title?: string; errors?: Record<string, string>; changed?: string[] };

/** A refusal in the house's own words: the sentence, then one line per field. */
const refusalText = (status: number, { title, errors = {}, changed = [] }: Problem): string =>
  [
    title ?? `Refused with ${status}.`,
    ...Object.entries(errors).map(([field, sentence]) => `  ${field}: ${sentence}`),
    ...(changed.length > 0 ? [`  ${changed.join(", ")}`] : []),
  ].join("\n");

/**
 * Sends one call. A POST goes under an idempotency key, made here where none is given; it is told when the answer is lost, because
 * sending the same again under it is safe.
 * @throws CommandFailed with the refusal
 */
export const send = async (house: House, wanted: Wanted): Promise<Response> => {
  const once = house.idempotencyKey ?? randomUUID();
  const headers = {
    ...(house.key ? { authorization: `Bearer ${house.key}` } : {}),
    ...(house.language ? { "accept-language": house.language } : {}),
    ...(wanted.method === "POST" ? { "idempotency-key": once } : {}),
    ...(wanted.contentType ? { "content-type": wanted.contentType } : {}),
  };
  const body = typeof wanted.body === "object" ? Buffer.from(wanted.body) : wanted.body;
  const answer = await ask(house, wanted.target, { method: wanted.method, headers, ...(body ? { body } : {}) }).catch(
    (e) => {
      if (!(e instanceof CommandFailed) || wanted.method !== "POST") throw e;
      throw new CommandFailed(`${e.message}\nTo send it again safely: --idempotency-key ${once}`);
    },
  );
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => ({}))) as Problem;
  throw new CommandFailed(refusalText(answer.status, said));
};
