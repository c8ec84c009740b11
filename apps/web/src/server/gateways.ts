import type { PaymentPort } from "@peony/domain/escrow";
import type { FileStore } from "@peony/domain/files";
import type { PasswordHasher } from "@peony/domain/identity";
import type { SheetReader } from "@peony/domain/imports";
import type { PatentRegistry } from "@peony/domain/listings";
import type { SearchIndex } from "@peony/domain/search";
import { fileStoreFrom } from "@peony/gateways/files";
import { meilisearchIndex } from "@peony/gateways/meilisearch";
import { argon2Passwords } from "@peony/gateways/passwords";
import { patentRegistryFrom } from "@peony/gateways/patents";
import { childSheetReader, forgetLeftSheets, sheetFolder } from "@peony/gateways/sheets";
import { stripePayments } from "@peony/gateways/stripe";
import { wording } from "@peony/gateways/wording";
import { env } from "./env.ts";

/**
 * Ports of the web process, made at first use; nothing else in the web knows which supplier stands behind them. The framework builds
 * pages and routes as programs of their own, each with its own copy of every class, so each keeps its own ports too: one kept for
 * all would throw errors that the others do not recognise.
 */
const held: { search?: SearchIndex; files?: FileStore; payments?: PaymentPort; patents?: PatentRegistry } = {};

export const search = (): SearchIndex => {
  held.search ??= meilisearchIndex({ url: env().MEILISEARCH_URL, key: env().MEILISEARCH_KEY });
  return held.search;
};

export const fileStore = (): FileStore => {
  held.files ??= fileStoreFrom(env());
  return held.files;
};

const makePayments = (): PaymentPort => {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = env();
  return stripePayments({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecrets: [STRIPE_WEBHOOK_SECRET],
    apiUrl: STRIPE_API_URL ?? null,
  });
};
export const payments = (): PaymentPort => {
  held.payments ??= makePayments();
  return held.payments;
};

export const patentRegistry = (): PatentRegistry => {
  held.patents ??= patentRegistryFrom(env(), () => new Date());
  return held.patents;
};

/** Words of contract texts, for showing on a page the same document that the PDF holds. */
export const contractWording = wording;

export const passwords: PasswordHasher = argon2Passwords;

/** Reads the sheets of people we do not know, in a limited process. */
export const strangerSheets: SheetReader = childSheetReader();

/** A folder for the bytes of one sheet; those an earlier process died over are swept out first. */
export const folderForSheet = async (): Promise<string> => {
  await forgetLeftSheets();
  return sheetFolder();
};
