import { createHash } from "node:crypto";
import { type Ctx, inTransaction } from "@peony/db";
import { demands, listings } from "@peony/db/schema";
import { createDemandInput, saveDemandInput } from "@peony/domain/demands";
import { demandItem, type ExchangeItem, exchangeItem, listingItem } from "@peony/domain/exchange";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { createListingInput, saveListingInput } from "@peony/domain/listings";
import {
  DomainError,
  type ErrorCode,
  type ErrorData,
  formatId,
  type Id,
  invalidInput,
  isDomainError,
} from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { createDemand, saveDemand } from "../demands/index.ts";
import { fillSheet, saveText, writeDraft } from "../listings/index.ts";
import { changedColumns } from "../shared/index.ts";
import { type WrittenItem, writtenDemand, writtenListing } from "./export-exchange.ts";

type Outcome = "created" | "updated" | "unchanged";
export type RefusedItem = {
  /** Place in the envelope, from 0. */
  readonly index: number;
  readonly id: string;
  readonly code: ErrorCode;
  readonly fields: NonNullable<ErrorData["fields"]>;
};
export type ExchangeReport = Record<Outcome, number> & { readonly refused: RefusedItem[] };

type Kind = "listing" | "demand";
type ItemOf<K extends Kind> = Extract<ExchangeItem, { type: K }>;

/** The id an item of a source has here: always the same, so that a repeat and a crash make nothing twice. */
const idHere = <K extends Kind>(kind: K, { orgId }: MemberActor, source: string, itemId: string): Id<K> =>
  formatId(
    kind,
    0,
    createHash("sha256")
      .update(JSON.stringify([orgId, source, itemId]))
      .digest(),
  );

const ownListing = async (ctx: Ctx, { orgId }: MemberActor, id: string) =>
  (
    await ctx.db
      .select()
      .from(listings)
      .where(and(eq(listings.id, id), eq(listings.orgId, orgId)))
  )[0];
const ownDemand = async (ctx: Ctx, { orgId }: MemberActor, id: string) =>
  (
    await ctx.db
      .select()
      .from(demands)
      .where(and(eq(demands.id, id), eq(demands.orgId, orgId)))
  )[0];

/** An item of ours comes back under its own id, another's under the id it has here. */
const listingId = async (ctx: Ctx, member: MemberActor, source: string, itemId: string): Promise<Id<"listing">> =>
  (await ownListing(ctx, member, itemId))?.id ?? idHere("listing", member, source, itemId);
const demandId = async (ctx: Ctx, member: MemberActor, source: string, itemId: string): Promise<Id<"demand">> =>
  (await ownDemand(ctx, member, itemId))?.id ?? idHere("demand", member, source, itemId);

/** Money goes into the commands' schemas as it came: as text. */
const asSent = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, typeof v === "bigint" ? String(v) : v]));

/** A stored field as the format reads it; what is older than a rule of it stays as it is. */
const readField = (type: Kind, field: string, stored: unknown): unknown => {
  const shape: Readonly<Record<string, z.ZodType>> = type === "listing" ? listingItem.shape : demandItem.shape;
  const read = shape[field]?.safeParse(stored);
  return read?.success ? read.data : stored;
};

/** Fields in which an item says something else than what is here, both as the format reads them; what it does not say is no difference. */
const differing = (here: WrittenItem, sent: Readonly<Record<string, unknown>>): string[] => {
  const read = Object.keys(sent).map((field) => [field, readField(here.type, field, here[field])]);
  return changedColumns<object, Record<string, unknown>>(asSent(Object.fromEntries(read)), sent);
};

/** What left the draft is not written over: each field that would change is named. @throws DomainError exchange/not-a-draft */
const requireDraft = (row: { readonly id: string; readonly state: string }, changed: readonly string[]): void => {
  if (row.state === "draft") return;
  const fields = Object.fromEntries(changed.map((field) => [field, { code: "settled" }]));
  throw new DomainError("exchange/not-a-draft", `${row.id} is ${row.state}`, { fields });
};

const takeListing = async (
  ctx: Ctx,
  member: MemberActor,
  source: string,
  item: ItemOf<"listing">,
): Promise<Outcome> => {
  const { type: _type, id: itemId, compliance, parts: named, files: _files, ...rest } = item;
  const id = await listingId(ctx, member, source, itemId);
  const parts = await Promise.all(named.map((part) => listingId(ctx, member, source, part)));
  const fields = asSent({ ...rest, parts });
  const before = await ownListing(ctx, member, id);
  if (before) {
    const changed = differing(writtenListing(before), compliance ? { ...fields, compliance } : fields);
    if (changed.length === 0) return "unchanged";
    requireDraft(before, changed);
  }
  const read = before?.version ?? 1;
  const made = before ? null : createListingInput.parse({ id, ...fields });
  const saved = before ? saveListingInput.parse({ id, version: read, ...fields }) : null;
  // text and sheet come together or not at all
  const { version } = await inTransaction(ctx, async (t) => {
    if (made) await writeDraft(t, member, made);
    const text = saved ? await saveText(t, member, saved) : { version: read };
    return compliance ? fillSheet(t, member, { id, version: text.version, ...compliance }) : text;
  });
  return before ? (version === read ? "unchanged" : "updated") : "created";
};

const takeDemand = async (ctx: Ctx, member: MemberActor, source: string, item: ItemOf<"demand">): Promise<Outcome> => {
  const { type: _type, id: itemId, ...rest } = item;
  const id = await demandId(ctx, member, source, itemId);
  const fields = asSent(rest);
  const before = await ownDemand(ctx, member, id);
  if (!before) {
    await createDemand(ctx, createDemandInput.parse({ id, ...fields }));
    return "created";
  }
  const changed = differing(writtenDemand(before), fields);
  if (changed.length === 0) return "unchanged";
  requireDraft(before, changed);
  const { version } = await saveDemand(ctx, saveDemandInput.parse({ id, version: before.version, ...fields }));
  return version === before.version ? "unchanged" : "updated";
};

const itemIdOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "id" in value ? String(value.id).slice(0, 80) : "";

/** Whether an own item comes back word by word as it was written out: in whichever state it is, there is nothing to do and to judge. */
const isUntouched = async (ctx: Ctx, member: MemberActor, value: unknown): Promise<boolean> => {
  const id = itemIdOf(value);
  const isDemand = typeof value === "object" && value !== null && "type" in value && value.type === "demand";
  const demand = isDemand ? await ownDemand(ctx, member, id) : undefined;
  const listing = isDemand ? undefined : await ownListing(ctx, member, id);
  const here = demand ? writtenDemand(demand) : listing ? writtenListing(listing) : null;
  if (here === null || typeof value !== "object") return false;
  // files are told of and never taken over
  const { files: _files, ...sent } = value as Readonly<Record<string, unknown>>;
  return changedColumns({ item: here as unknown }, { item: sent }).length === 0;
};

/** What is wrong with an item, field by field, as validation says it. */
const judged = (value: unknown): { item: ExchangeItem } | { fields: RefusedItem["fields"] } => {
  const parsed = exchangeItem.safeParse(value, { reportInput: true });
  return parsed.success ? { item: parsed.data } : { fields: invalidInput(parsed.error.issues).data.fields ?? {} };
};

/** Bundles come after what they hold. */
const bundlesLast = (value: unknown): number =>
  typeof value === "object" && value !== null && "assetKind" in value && value.assetKind === "bundle" ? 1 : 0;

/**
 * Takes the items of an envelope over as drafts of the own organisation, or writes them over the drafts they became before. Each
 * item is a step of its own: one that is refused is named with its fields and holds up no other. A repeat changes nothing.
 * @param source where the ids of the items come from
 */
export const importItems = async (ctx: Ctx, source: string, values: readonly unknown[]): Promise<ExchangeReport> => {
  const member = requireMember(ctx.actor, officerRoles);
  const report: ExchangeReport = { created: 0, updated: 0, unchanged: 0, refused: [] };
  const places = values.map((value, index) => ({ value, index }));
  for (const { value, index } of places.toSorted((a, b) => bundlesLast(a.value) - bundlesLast(b.value))) {
    const id = itemIdOf(value);
    if (await isUntouched(ctx, member, value)) {
      report.unchanged += 1;
      continue;
    }
    const read = judged(value);
    if ("fields" in read) {
      report.refused.push({ index, id, code: "invalid", fields: read.fields });
      continue;
    }
    try {
      const { item } = read;
      const outcome =
        item.type === "listing"
          ? await takeListing(ctx, member, source, item)
          : await takeDemand(ctx, member, source, item);
      report[outcome] += 1;
    } catch (e) {
      if (!isDomainError(e)) throw e;
      report.refused.push({ index, id, code: e.code, fields: e.data.fields ?? {} });
    }
  }
  return report;
};
