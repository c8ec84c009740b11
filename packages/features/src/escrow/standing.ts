import { type DisplayState, displayState, type ItemState } from "@peony/domain/escrow";
import type { Money } from "@peony/domain/shared";

/** Where money that was paid in is; the three sum to what came in. */
export type Standing = {
  /** With the provider, and nothing decided: paid in and not accepted. */
  readonly held: Money;
  /** Decided by acceptance and still with the provider: not yet sent to its payee. */
  readonly owed: Money;
  /** Arrived with its payee; the platform's own part arrives with the booking. */
  readonly sent: Money;
};

const cameIn: readonly DisplayState[] = ["funded", "inspecting", "accepted", "released"];

/** Where the money of one item is, from its state and the parts of its release. A part has left only once the provider said so. */
export const standingOf = (
  state: ItemState,
  due: Money,
  lines: readonly { readonly money: Money; readonly state: string }[],
): Standing => {
  const of = (amount: bigint): Money => ({ amount, asset: due.asset });
  const display = displayState[state];
  if (!cameIn.includes(display)) return { held: of(0n), owed: of(0n), sent: of(0n) };
  if (display === "funded" || display === "inspecting") return { held: due, owed: of(0n), sent: of(0n) };
  const sent = lines
    .filter((l) => l.state === "confirmed" || l.state === "booked")
    .reduce((sum, l) => sum + l.money.amount, 0n);
  return { held: of(0n), owed: of(due.amount - sent), sent: of(sent) };
};

/** The standings of several items in one currency as one; null where there are none. */
export const sumStandings = (all: readonly Standing[]): Standing | null => {
  const [first] = all;
  if (!first) return null;
  const sum = (which: keyof Standing): Money => ({
    amount: all.reduce((s, one) => s + one[which].amount, 0n),
    asset: first[which].asset,
  });
  return { held: sum("held"), owed: sum("owed"), sent: sum("sent") };
};
