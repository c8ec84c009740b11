import { add, inLocale, type Money } from "@peony/domain/shared";
import type { DealMoney, MoneyItem, MoneyLine } from "@peony/features/escrow";
import { formatDeadline, formatMoney, type Locale } from "@peony/i18n";
import { type Piece, pieces, tags } from "./rich.ts";
import { words } from "./words.ts";

/** Short names of the two sides, in the reader's language. */
export type SideNames = { readonly seller: string; readonly buyer: string };

/** The item a deal is about now: the first that is not done, else the last. Null where there are none. */
export const currentItem = (money: DealMoney): MoneyItem | null =>
  money.items.find((i) => i.state !== "settled" && i.state !== "cancelled") ?? money.items.at(-1) ?? null;

/** Parts that were to be sent and could not be, such as to a payee without an account. */
export const stuckLines = (item: MoneyItem): readonly MoneyLine[] =>
  item.lines.filter((l) => l.state === "failed_retryable" || l.state === "failed_final");

const beforeAcceptance: readonly MoneyItem["state"][] = [
  "awaiting_funds",
  "funding",
  "part_funded",
  "held",
  "delivered",
];

/** The reader's organisation is to be paid and cannot receive; once money is accepted, the turn of the deal says so instead. */
export const accountMissing = (money: DealMoney): boolean => {
  const item = currentItem(money);
  return money.account !== null && !money.account.ready && item !== null && beforeAcceptance.includes(item.state);
};

const stageOf = (item: MoneyItem, allDone: boolean) => {
  if (allDone) return "settled";
  switch (item.state) {
    case "agreed":
      return "waiting";
    case "awaiting_funds":
    case "funding":
    case "part_funded":
      return "fund";
    case "releasing":
    case "release_blocked":
      return stuckLines(item).length > 0 ? "blocked" : "releasing";
    default:
      return item.state;
  }
};

/** Name of a payee in running text: the seller's short name, the broker's own, "the platform". */
export const payeeName = (locale: Locale, line: Pick<MoneyLine, "role" | "orgName">, names: SideNames): string => {
  const t = words(locale);
  if (line.role === "platform") return t("platform");
  if (line.role === "seller") return names.seller;
  return line.orgName ? inLocale(line.orgName, locale) : t("broker");
};

/** The lines of several items together, one sum for each payee, in the order they first appear. */
export const sumByPayee = (items: readonly MoneyItem[]): MoneyLine[] => {
  const sums = new Map<string, MoneyLine>();
  for (const line of items.flatMap((i) => i.lines)) {
    const key = `${line.role} ${line.orgId}`;
    const known = sums.get(key);
    sums.set(key, known ? { ...known, money: add(known.money, line.money) } : line);
  }
  return [...sums.values()];
};

const brokerSentence = (locale: Locale, money: DealMoney): Piece[] => {
  const lines = money.items.filter((i) => i.state !== "cancelled").flatMap((i) => i.lines);
  const [first] = lines;
  if (!first) return [];
  const sum = (of: readonly MoneyLine[]): Money => ({
    amount: of.reduce((all, l) => all + l.money.amount, 0n),
    asset: first.money.asset,
  });
  return pieces(
    words(locale).markup("sentence.broker-line", {
      amount: formatMoney(sum(lines), locale, "full"),
      arrived: formatMoney(sum(lines.filter((l) => l.state === "confirmed")), locale, "full"),
      ...tags,
    }),
  );
};

/**
 * Where the money is, in one sentence: how much, held by whom, released by what, at the latest when, who gets which part.
 * Empty where there is no item. A broker reads only of its own commission.
 */
export const moneySentence = (locale: Locale, money: DealMoney, names: SideNames, now: Date): Piece[] => {
  if (money.role === "broker") return brokerSentence(locale, money);
  const t = words(locale);
  const item = currentItem(money);
  if (!item) return [];
  const live = money.items.filter((i) => i.state !== "cancelled");
  const allDone = live.every((i) => i.state === "settled");
  const stage = live.length === 0 ? "cancelled" : stageOf(item, allDone);
  const lines = allDone ? sumByPayee(live) : item.lines;
  const amount = allDone ? money.total : item.due;
  const parts = lines.map((line) =>
    t.markup("sentence.part", {
      name: payeeName(locale, line, names),
      amount: formatMoney(line.money, locale, "full"),
      ...tags,
    }),
  );
  return pieces(
    t.markup(`sentence.${stage}`, {
      role: money.role,
      ...names,
      amount: amount ? formatMoney(amount, locale, "full") : "",
      dated: item.deadline ? "yes" : "no",
      deadline: item.deadline ? formatDeadline(item.deadline, now, locale) : "",
      parts: parts.join(t("sentence.comma")),
      ...tags,
    }),
  );
};
