import { createApiKey, revokeApiKey } from "@peony/features/identity";
import { actingAs } from "./deal.ts";
import type { Account } from "./people.ts";
import { anAddress, type Got, send } from "./raw.ts";

export type Key = { readonly key: string; readonly revoke: () => Promise<void> };

/** A fresh API key of a demo account. */
export const keyFor = async (account: Account): Promise<Key> => {
  const ctx = await actingAs(account);
  const id = ctx.newId("apiKey");
  const { key } = await createApiKey(ctx, { id, name: "e2e" });
  return { key, revoke: () => revokeApiKey(ctx, { id }) };
};

export type Fields = Readonly<Record<string, unknown>>;
/** What an answer says; nothing where it is not JSON. Lists have items and the cursor of what follows. */
export type Answer = Got & {
  readonly body: Fields & { readonly items?: readonly Fields[]; readonly next?: string | null };
};
export type Asked = {
  readonly key?: string;
  /** Idempotency-Key. */
  readonly once?: string;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly from?: string;
};

const visitors = anAddress();

/** One call to the API. Visitors' calls come from an address of their own, so that the limits of search pages stay whole. */
export const api = async (method: string, path: string, asked: Asked = {}): Promise<Answer> => {
  const { key, once, body, text, headers, from = visitors } = asked;
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const got = await send(`/api/v1${path}`, {
    method,
    from,
    body: sent,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(once ? { "idempotency-key": once } : {}),
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      "accept-language": "en",
      ...headers,
    },
  });
  const isJson = /json/.test(got.headers["content-type"] ?? "") && got.text !== "";
  return { ...got, body: isJson ? (JSON.parse(got.text) as Answer["body"]) : {} };
};

let count = 0;
/** A key for one call, never used before. */
export const fresh = (): string => `e2e-${process.pid}-${Date.now().toString(36)}-${count++}`;

/** All items of a list, page after page. */
export const everyItem = async (path: string, key?: string): Promise<Fields[]> => {
  const items: Fields[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : "";
    const { status, body } = await api("GET", `${path}${query}`, { key });
    if (status !== 200) throw new Error(`${status} from ${path}${query}`);
    items.push(...(body.items ?? []));
    cursor = body.next ?? null;
  } while (cursor);
  return items;
};
