import { expect } from "@playwright/test";
import { type Answer, api, fresh, type Key, keyFor } from "./api.ts";
import { draft } from "./samples.ts";

const keys = new Map<string, Promise<Key>>();
/** One key for each account and worker; a key has 600 calls a minute. */
export const keyOf = async (account: Parameters<typeof keyFor>[0]): Promise<string> => {
  const known = keys.get(account) ?? keyFor(account);
  keys.set(account, known);
  return (await known).key;
};

/** Status and problem code of an answer. */
export const code = ({ status, body }: Answer) => [status, body.code];
/** The id of a new draft. */
export const create = async (title: string, key: string): Promise<string> => {
  const made = await api("POST", "/listings", { key, once: fresh(), body: draft(title) });
  expect(code(made)).toEqual([201, undefined]);
  return String(made.body.id);
};
