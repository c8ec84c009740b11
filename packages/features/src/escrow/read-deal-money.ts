import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  deals,
  deliveryFiles,
  disbursements,
  escrowEvents,
  files,
  heldItems,
  organisations,
  paymentAttempts,
  payoutAccounts,
} from "@peony/db/schema";
import {
  type AttemptState,
  type DisbursementState,
  type DisplayState,
  displayState,
  type ItemEvent,
  type ItemRole,
  type ItemState,
  itemRole,
  type PayeeRole,
  releaseLines,
  type Turn,
  turnOf,
} from "@peony/domain/escrow";
import { type Actor, isTeam, officerRoles, requireMember } from "@peony/domain/identity";
import { assets, type Bilingual, type Currency, DomainError, type Id, type Money } from "@peony/domain/shared";
import { asc, eq, inArray } from "drizzle-orm";
import { gateOf } from "../shared/index.ts";
import { type DisbursementRow, dueOf, type ItemRow } from "./rows.ts";
import { type Standing, standingOf, sumStandings } from "./standing.ts";
import { payerRoles } from "./start-funding.ts";

export type MoneyLine = {
  readonly role: PayeeRole;
  readonly orgId: Id<"organisation"> | null;
  /** Null for the platform. */
  readonly orgName: Bilingual | null;
  /** Basis points of the milestone's price; null for the seller, who takes the rest. */
  readonly bps: number | null;
  readonly money: Money;
  /** `preview` before acceptance; the platform's part is `booked` with it. */
  readonly state: DisbursementState | "preview" | "booked";
  readonly reason: string;
};
export type MoneyEvent = {
  readonly seq: number;
  readonly event: ItemEvent;
  readonly to: ItemState;
  readonly at: Date;
  readonly orgId: Id<"organisation"> | null;
  readonly reason: string;
  /** What the seller wrote with a delivery. */
  readonly note: string | null;
};
export type MoneyAttempt = {
  readonly id: Id<"attempt">;
  readonly state: AttemptState;
  readonly money: Money;
  readonly createdAt: Date;
};
export type MoneyItem = {
  readonly id: Id<"item">;
  readonly position: number;
  readonly name: Bilingual;
  readonly deliverable: Bilingual;
  readonly testMethod: Bilingual;
  readonly inspectionDays: number;
  /** Null for a broker, who sees only its own line. */
  readonly due: Money | null;
  /** Where what came in of it is; null for a broker. */
  readonly standing: Standing | null;
  readonly state: ItemState;
  readonly display: DisplayState;
  readonly turn: Turn;
  readonly deadline: Date | null;
  readonly frozen: boolean;
  readonly lines: readonly MoneyLine[];
  readonly events: readonly MoneyEvent[];
  readonly attempts: readonly MoneyAttempt[];
  readonly files: readonly { readonly id: Id<"file">; readonly name: string; readonly size: number }[];
  /** What this reader may do now. */
  readonly can: { readonly pay: boolean; readonly deliver: boolean; readonly accept: boolean };
};
export type DealMoney = {
  readonly dealId: Id<"deal">;
  readonly dealNumber: string;
  readonly role: "buyer" | "seller" | "broker";
  readonly seller: Bilingual;
  readonly buyer: Bilingual;
  /** Sum over all items, and where what came in of it is; null for a broker. */
  readonly total: Money | null;
  readonly standing: Standing | null;
  /** The reader's own account for receiving money: null where it receives none here. */
  readonly account: { readonly ready: boolean; readonly mayOpen: boolean } | null;
  readonly items: readonly MoneyItem[];
};

type Names = ReadonlyMap<string, Bilingual>;

const namesOf = async (t: TxCtx, ids: readonly string[]): Promise<Names> => {
  if (ids.length === 0) return new Map();
  const rows = await t.tx
    .select({ id: organisations.id, zh: organisations.nameZh, en: organisations.nameEn })
    .from(organisations)
    .where(inArray(organisations.id, [...new Set(ids)]));
  return new Map(rows.map((r) => [r.id, { zh: r.zh, en: r.en }]));
};

const linesOf = (item: ItemRow, paid: readonly DisbursementRow[], names: Names): MoneyLine[] => {
  const accepted = displayState[item.state] === "accepted" || displayState[item.state] === "released";
  return releaseLines(dueOf(item), item.sellerOrgId, item.splits).map((line) => {
    const row = paid.find((d) => d.itemId === item.id && d.role === line.role && d.orgId === line.orgId);
    const rule = item.splits.find((s) => s.role === line.role && s.orgId === line.orgId);
    return {
      role: line.role,
      orgId: line.orgId,
      orgName: line.orgId ? (names.get(line.orgId) ?? null) : null,
      bps: rule?.bps ?? null,
      money: line.money,
      state: row?.state ?? (accepted && line.role === "platform" ? "booked" : "preview"),
      reason: row?.reason ?? "",
    };
  });
};

const may = (actor: Actor, roles: readonly string[]): boolean =>
  actor.kind === "person" && actor.orgVerified && actor.roles.some((r) => roles.includes(r));

const abilities = (actor: Actor, role: ItemRole, item: ItemRow): MoneyItem["can"] => {
  const open = item.freezes.length === 0;
  const unpaid = item.state === "awaiting_funds" || item.state === "funding";
  return {
    pay: role === "buyer" && unpaid && open && may(actor, payerRoles),
    deliver: role === "seller" && item.state === "held" && may(actor, officerRoles),
    accept: role === "buyer" && item.state === "delivered" && open && may(actor, officerRoles),
  };
};

const related = async (t: TxCtx, ids: readonly Id<"item">[]) => {
  const of = [...ids];
  const [events, attempts, lines, attached] = [
    await t.tx
      .select()
      .from(escrowEvents)
      .where(inArray(escrowEvents.itemId, of))
      .orderBy(asc(escrowEvents.itemId), asc(escrowEvents.seq)),
    await t.tx
      .select()
      .from(paymentAttempts)
      .where(inArray(paymentAttempts.itemId, of))
      .orderBy(asc(paymentAttempts.createdAt)),
    await t.tx.select().from(disbursements).where(inArray(disbursements.itemId, of)),
    await t.tx
      .select({ itemId: deliveryFiles.itemId, id: files.id, name: files.name, size: files.size })
      .from(deliveryFiles)
      .innerJoin(files, eq(files.id, deliveryFiles.fileId))
      .where(inArray(deliveryFiles.itemId, of)),
  ];
  return { events, attempts, lines, attached };
};
type Related = Awaited<ReturnType<typeof related>>;

const toItem = (actor: Actor, item: ItemRow, r: Related, names: Names): MoneyItem => {
  const role = itemRole(actor, item);
  const lines = linesOf(item, r.lines, names);
  const party = role === "buyer" || role === "seller";
  const own = actor.kind === "person" ? actor.orgId : null;
  return {
    id: item.id,
    position: item.position,
    name: item.name,
    deliverable: item.deliverable,
    testMethod: item.testMethod,
    inspectionDays: item.inspectionDays,
    due: party ? dueOf(item) : null,
    standing: party ? standingOf(item.state, dueOf(item), lines) : null,
    state: item.state,
    display: displayState[item.state],
    turn: turnOf(item.state, role),
    deadline: item.deadline,
    frozen: item.freezes.length > 0,
    lines: party ? lines : lines.filter((l) => l.orgId === own),
    events: r.events
      .filter((e) => party && e.itemId === item.id)
      .map((e) => ({
        seq: e.seq,
        event: e.event,
        to: e.to,
        at: e.at,
        orgId: e.orgId,
        reason: e.reason,
        note: typeof e.payload.note === "string" ? e.payload.note : null,
      })),
    attempts: r.attempts
      .filter((a) => party && a.itemId === item.id)
      .map((a) => ({
        id: a.id,
        state: a.state,
        money: { amount: a.amount, asset: assets[a.currency as Currency] },
        createdAt: a.createdAt,
      })),
    files: r.attached.filter((f) => party && f.itemId === item.id).map(({ id, name, size }) => ({ id, name, size })),
    can: abilities(actor, role, item),
  };
};

/** The contract's payments together; cancelled ones are none of them. */
const totalOf = (items: readonly ItemRow[]): Money | null => {
  const [first] = items;
  if (!first) return null;
  const live = items.filter((i) => i.state !== "cancelled");
  return { amount: live.reduce((s, i) => s + i.due, 0n), asset: dueOf(first).asset };
};

/** Whether the reader's organisation, paid by this deal, can receive yet, and whether the reader is one who opens its account. */
const accountOf = async (t: TxCtx, actor: Actor, own: Id<"organisation">, items: readonly ItemRow[]) => {
  const paid = items.some((i) => i.sellerOrgId === own || i.splits.some((s) => s.orgId === own));
  if (!paid) return null;
  const [account] = await t.tx
    .select({ state: payoutAccounts.state })
    .from(payoutAccounts)
    .where(eq(payoutAccounts.orgId, own));
  return { ready: account?.state === "active", mayOpen: may(actor, payerRoles) };
};

/** What describes the technology stays behind a closed export gate; the sums, states and days are the buyer's own. */
const keptBack = { deliverable: { zh: "", en: "" }, testMethod: { zh: "", en: "" }, files: [] };

/**
 * Where the money of a deal is: its items with their split, timeline and payments, as the reader may see them. Both parties see all;
 * the broker sees the state of each item and its own line. Before the contract is signed the list is empty.
 * @throws DomainError not-found
 */
export const readDealMoney = async (ctx: Ctx, dealId: Id<"deal">): Promise<DealMoney> => {
  const { orgId } = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const deal = oneOr404(await t.tx.select().from(deals).where(eq(deals.id, dealId)), dealId);
    const role = itemRole(ctx.actor, deal);
    if (!isTeam(ctx.actor) || (role !== "buyer" && role !== "seller" && role !== "broker"))
      throw new DomainError("not-found", `deal ${dealId} hidden from ${orgId}`);
    const items = await t.tx
      .select()
      .from(heldItems)
      .where(eq(heldItems.dealId, dealId))
      .orderBy(asc(heldItems.position));
    const r = await related(
      t,
      items.map((i) => i.id),
    );
    const brokers = items.flatMap((i) => i.splits.flatMap((s) => s.orgId ?? []));
    const names = await namesOf(t, [deal.sellerOrgId, deal.buyerOrgId, ...brokers]);
    const party = role !== "broker";
    const nobody = { zh: "", en: "" };
    const open = role !== "buyer" || (await gateOf(t, deal)) === "open";
    const seen = items.map((i) => toItem(ctx.actor, i, r, names)).map((i) => (open ? i : { ...i, ...keptBack }));
    return {
      dealId,
      dealNumber: deal.number,
      role,
      seller: names.get(deal.sellerOrgId) ?? nobody,
      buyer: names.get(deal.buyerOrgId) ?? nobody,
      total: party ? totalOf(items) : null,
      standing: sumStandings(seen.flatMap((i) => i.standing ?? [])),
      account: await accountOf(t, ctx.actor, orgId, items),
      items: seen,
    };
  });
};
