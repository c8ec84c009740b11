import type { ContractState } from "../contracts/index.ts";
import type { ItemState } from "../escrow/index.ts";
import { type MemberRole, officerRoles } from "../identity/index.ts";
import type { OfferState } from "../offers/index.ts";
import { type DealRole, type DealSide, otherSide } from "../shared/index.ts";

export const dealMoves = [
  "send-offer",
  "answer-offer",
  "prepare-text",
  "sign",
  "fund",
  "pay-in",
  "deliver",
  "accept",
  "pay-out",
  "open-account",
  "closed",
] as const;
/** What the deal waits for. `prepare-text`, `pay-in` and `pay-out` are ours to do, not a party's. */
export type DealMove = (typeof dealMoves)[number];

export type DealNow = {
  readonly offer: {
    readonly state: OfferState;
    readonly side: DealSide;
    readonly expiresAt: Date;
    readonly sentAt: Date;
  } | null;
  readonly contract: { readonly state: ContractState; readonly nextSigner: DealSide | null } | null;
  readonly items: readonly {
    readonly state: ItemState;
    readonly deadline: Date | null;
    /** Payees whose part was decided and who have no account to receive it. */
    readonly awaits?: readonly DealRole[];
  }[];
  /** Who asks: where several payees keep the deal waiting, the reader's own step comes first. */
  readonly reader?: DealRole | null;
};

/** Whose turn it is and for what: the one next step of a deal, or nobody's when it waits for us or is closed. */
export type DealTurn = {
  readonly side: DealRole | null;
  readonly move: DealMove;
  readonly deadline: Date | null /** Index of the item it concerns. */;
  readonly item: number | null;
};

const itemMoves: Partial<Record<ItemState, { side: DealSide | null; move: DealMove }>> = {
  awaiting_funds: { side: "buyer", move: "fund" },
  part_funded: { side: "buyer", move: "fund" },
  funding: { side: "buyer", move: "fund" },
  held: { side: "seller", move: "deliver" },
  delivered: { side: "buyer", move: "accept" },
  releasing: { side: null, move: "pay-out" },
  release_blocked: { side: null, move: "pay-out" },
};

const nobody = (move: DealMove): DealTurn => ({ side: null, move, deadline: null, item: null });

const moneyTurn = ({ items, reader }: DealNow): DealTurn => {
  const i = items.findIndex((x) => itemMoves[x.state]);
  const found = items[i];
  const step = found && itemMoves[found.state];
  const awaits = step?.move === "pay-out" ? (found?.awaits ?? []) : [];
  const payee = awaits.find((role) => role === reader) ?? awaits[0];
  if (payee) return { side: payee, move: "open-account", deadline: null, item: i };
  if (step) return { ...step, deadline: found.deadline, item: i };
  return items.some((x) => x.state === "agreed") ? nobody("pay-in") : nobody("closed");
};

export const dealTurn = (now: DealNow): DealTurn => {
  const { offer, contract } = now;
  if (contract?.state === "signed") return moneyTurn(now);
  if (contract?.state === "drafting") return nobody("prepare-text");
  if (contract) return { side: contract.nextSigner, move: "sign", deadline: null, item: null };
  if (!offer) return { side: "buyer", move: "send-offer", deadline: null, item: null };
  if (offer.state === "submitted")
    return { side: otherSide(offer.side), move: "answer-offer", deadline: offer.expiresAt, item: null };
  if (offer.state === "withdrawn" || offer.state === "expired")
    return { side: offer.side, move: "send-offer", deadline: null, item: null };
  return offer.state === "accepted" ? nobody("prepare-text") : nobody("closed");
};

/** Who on the side whose turn it is takes the step; what is not named here is ours to do. */
export const moveRoles: Partial<Record<DealMove, readonly MemberRole[]>> = {
  "send-offer": officerRoles,
  "answer-offer": officerRoles,
  sign: ["signatory"],
  fund: ["owner", "manager", "finance"],
  deliver: officerRoles,
  accept: officerRoles,
  "open-account": ["owner", "manager", "finance"],
};

/** Whether somebody with these roles on this side of the deal is the one who takes the step. */
export const mayTake = (turn: DealTurn | null, side: DealRole | null, roles: readonly MemberRole[]): boolean =>
  turn !== null &&
  turn.side !== null &&
  turn.side === side &&
  (moveRoles[turn.move] ?? []).some((r) => roles.includes(r));
