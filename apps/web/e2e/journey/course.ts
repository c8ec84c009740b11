import type { Page } from "@playwright/test";
import type { Account } from "../support/people.ts";
import { type Locale, type Words, wordsOf } from "../support/words.ts";

/** One walk through a whole deal: in which language, who walks, and the words that only this run uses. */
export type Course = {
  readonly locale: Locale;
  readonly t: Words;
  /** The page of a demo account, signed in. */
  readonly as: (account: Account) => Promise<Page>;
  readonly visitor: Page;
  /** A word that no other record has. */
  readonly mark: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly demandTitle: { readonly zh: string; readonly en: string };
};

export const courseOf = (
  locale: Locale,
  visitor: Page,
  as: (account: Account, locale: Locale) => Promise<Page>,
): Course => {
  const mark = `${locale}${Date.now().toString(36)}`;
  return {
    locale,
    t: wordsOf(locale),
    as: (account) => as(account, locale),
    visitor,
    mark,
    title: { zh: `风电主轴轴承滚道强化 ${mark}`, en: `Raceway hardening for wind bearings ${mark}` },
    demandTitle: { zh: `风电主轴轴承早期剥落 ${mark}`, en: `Early spalling of wind bearings ${mark}` },
  };
};

/** What is agreed in the end, in minor units and per cent; every figure that a page, a mail or a book shows is derived from it. */
export const agreed = {
  milestones: [
    { zh: "样件达标", en: "Samples meet target", amount: 60_000_000n, typed: "60万" },
    { zh: "批量验证", en: "Batch validation", amount: 34_567_890n, typed: "345,678.90" },
  ],
  firstRoyaltyPct: 3,
  royaltyPct: 4.5,
  commissionPct: 5,
  platformPct: 2,
} as const;

const hundredths = (amount: bigint, pct: number): bigint => (amount * BigInt(Math.round(pct * 100)) + 5_000n) / 10_000n;

/** Who gets which part of a milestone: commission and fee rounded half up to the fen, the university the rest. */
export const splitOf = (position: number) => {
  const amount = agreed.milestones[position - 1]!.amount;
  const broker = hundredths(amount, agreed.commissionPct);
  const platform = hundredths(amount, agreed.platformPct);
  const seller = amount - broker - platform;
  // Henan: at least seventy of a hundred of the net income, rounded up; of that sixty to the inventor who has an account
  const pool = (seller * 70n + 99n) / 100n;
  return { amount, broker, platform, seller, pool };
};
