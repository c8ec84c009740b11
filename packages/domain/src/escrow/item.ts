import type { Actor } from "../identity/index.ts";
import { DomainError, dealRole, type Machine, nextState, type Parties } from "../shared/index.ts";

/** States of one held item (payments sheet, part 4), as far as this release goes: no rejection, dispute or refund yet. */
export const itemStates = [
  "agreed",
  "awaiting_funds",
  "funding",
  "part_funded",
  "held",
  "delivered",
  "releasing",
  "release_blocked",
  "settled",
  "cancelled",
] as const;
export type ItemState = (typeof itemStates)[number];
export const itemEvents = [
  "agree",
  "call_for_funds",
  "start_payment",
  "payment_failed",
  "payment_expired",
  "part_funds",
  "funds",
  "deliver",
  "accept",
  "disbursements_final",
  "disbursement_failed",
  "retry",
  "inspection_timeout",
  "cancel",
] as const;
export type ItemEvent = (typeof itemEvents)[number];
/** `provider` is a fact the payment provider told us; `system` is our own timer or sequence. */
export const itemRoles = ["buyer", "seller", "broker", "system", "provider", "stranger"] as const;
export type ItemRole = (typeof itemRoles)[number];

/**
 * What may happen to a held item, and through whom. `agree` creates it and so is in no row. Money that arrives short comes from
 * rails that do not ask for an exact sum (a bank transfer); a card checkout brings all or nothing.
 */
export const itemMachine = {
  agreed: {
    call_for_funds: { to: "awaiting_funds", by: ["system"] },
    cancel: { to: "cancelled", by: ["buyer", "seller"] },
  },
  awaiting_funds: {
    start_payment: { to: "funding", by: ["buyer"] },
    part_funds: { to: "part_funded", by: ["provider"] },
    funds: { to: "held", by: ["provider"] },
    cancel: { to: "cancelled", by: ["buyer", "seller"] },
  },
  funding: {
    payment_failed: { to: "awaiting_funds", by: ["provider"] },
    payment_expired: { to: "awaiting_funds", by: ["provider"] },
    part_funds: { to: "part_funded", by: ["provider"] },
    funds: { to: "held", by: ["provider"] },
  },
  part_funded: {
    part_funds: { to: "part_funded", by: ["provider"] },
    funds: { to: "held", by: ["provider"] },
  },
  held: { deliver: { to: "delivered", by: ["seller"] } },
  delivered: {
    accept: { to: "releasing", by: ["buyer"] },
    inspection_timeout: { to: "delivered", by: ["system"] },
  },
  releasing: {
    disbursements_final: { to: "settled", by: ["provider"] },
    disbursement_failed: { to: "release_blocked", by: ["provider"] },
  },
  release_blocked: { retry: { to: "releasing", by: ["system"] } },
  settled: {},
  cancelled: {},
} as const satisfies Machine<ItemState, ItemEvent, ItemRole>;

/** @throws DomainError escrow/transition, forbidden */
export const nextItemState = (from: ItemState, event: ItemEvent, role: ItemRole): ItemState =>
  nextState(itemMachine, "escrow/transition", from, event as Parameters<typeof nextState<typeof itemMachine>>[3], role);

/** What the actor is to an item. */
export const itemRole = (actor: Actor, item: Parties): ItemRole => {
  if (actor.kind === "system") return "system";
  if (actor.kind !== "person" || actor.orgId === null) return "stranger";
  return dealRole(actor.orgId, item) ?? "stranger";
};

export type RecordedEvent = {
  readonly seq: number;
  readonly event: ItemEvent;
  readonly from: ItemState;
  readonly to: ItemState;
};

/**
 * The state that the recorded events lead to (invariant 20). Sequence numbers start at 1 and have no gap.
 * @throws DomainError escrow/transition where the record contradicts itself or the table
 */
export const replayItem = (events: readonly RecordedEvent[]): ItemState => {
  let state: ItemState = "agreed";
  for (const [i, e] of events.entries()) {
    const rows: Readonly<Partial<Record<ItemEvent, { readonly to: ItemState }>>> = itemMachine[state];
    const to = i === 0 && e.event === "agree" ? "agreed" : rows[e.event]?.to;
    if (e.seq !== i + 1 || e.from !== state || to === undefined || e.to !== to)
      throw new DomainError("escrow/transition", `event ${e.seq} ${e.event} does not follow from ${state}`);
    state = to;
  }
  return state;
};

/** The words of the journey for these states; the only mapping between the two. */
export const displayStates = ["planned", "funded", "inspecting", "accepted", "released", "cancelled"] as const;
export type DisplayState = (typeof displayStates)[number];
export const displayState = {
  agreed: "planned",
  awaiting_funds: "planned",
  funding: "planned",
  part_funded: "planned",
  held: "funded",
  delivered: "inspecting",
  releasing: "accepted",
  release_blocked: "accepted",
  settled: "released",
  cancelled: "cancelled",
} as const satisfies Record<ItemState, DisplayState>;

const waitsFor = {
  agreed: "nobody",
  awaiting_funds: "buyer",
  funding: "buyer",
  part_funded: "buyer",
  held: "seller",
  delivered: "buyer",
  releasing: "platform",
  release_blocked: "platform",
  settled: "nobody",
  cancelled: "nobody",
} as const satisfies Record<ItemState, ItemRole | "platform" | "nobody">;

export type Turn = "ours" | "theirs" | "platform" | "nobody";
/** Whose turn it is, as the reader sees it. */
export const turnOf = (state: ItemState, reader: ItemRole): Turn => {
  const who = waitsFor[state];
  if (who === "platform" || who === "nobody") return who;
  return who === reader ? "ours" : "theirs";
};

/** Freezes that stop money going out. */
export const freezeKinds = ["recon_mismatch", "sanction_hold"] as const;
export type FreezeKind = (typeof freezeKinds)[number];
