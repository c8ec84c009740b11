import { expect } from "@playwright/test";
import { type Answer, api, type Fields, fresh, type Key, keyFor } from "./api.ts";

const keys = new Map<string, Promise<Key>>();
/** One key for each account and worker; a key has 600 calls a minute. */
export const keyOf = async (account: Parameters<typeof keyFor>[0]): Promise<string> => {
  const known = keys.get(account) ?? keyFor(account);
  keys.set(account, known);
  return (await known).key;
};

/** A listing that may be published. */
export const draft = (title: string): Fields => ({
  assetKind: "know_how",
  field: "bearing",
  title: { zh: title, en: "Raceway treatment" },
  summary: { zh: "滚道疲劳寿命由 900 小时提高到 2100 小时", en: "" },
  problem: { zh: "滚道早期剥落", en: "Early spalling of raceways" },
  solution: { zh: "两段感应热处理", en: "Two-stage induction treatment" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary"],
  legalStatus: "none",
  inventors: [{ name: { zh: "陆知远", en: "" }, sharePct: 100 }],
  priceMode: "fixed",
  priceMin: "12000000",
  priceMax: "18000000",
  region: "410305",
});

/** Status and problem code of an answer. */
export const code = ({ status, body }: Answer) => [status, body.code];
/** The id of a new draft. */
export const create = async (title: string, key: string): Promise<string> => {
  const made = await api("POST", "/listings", { key, once: fresh(), body: draft(title) });
  expect(code(made)).toEqual([201, undefined]);
  return String(made.body.id);
};
