import { type Ctx, reading, type TxCtx } from "@peony/db";
import { type ResultFacts, type ResultStage, resultStage, resultTurn, type Turn } from "@peony/domain/disclosures";
import { isOfficer, type MemberActor, requireMember } from "@peony/domain/identity";
import { daysBetween } from "@peony/domain/listings";
import { type Bilingual, chineseDay, type Id } from "@peony/domain/shared";
import { enterByLink } from "../royalties/index.ts";
import {
  type Asked,
  askedOf,
  type Delay,
  delaysOf,
  disclosuresOf,
  type Income,
  incomeOf,
  type Listed,
  listingIdsOf,
  listingsOf,
  type Maker,
  movedAt,
  namedIn,
  provedEmail,
  type Scope,
  type Told,
} from "./results.ts";

/** A result as its list shows it: where it stands, whose turn it is, since when, and until when. */
export type Result = Turn & {
  /** The disclosure's id, else the listing's. */
  readonly id: string;
  readonly disclosureId: Id<"disclosure"> | null;
  readonly listingId: Id<"listing"> | null;
  readonly title: Bilingual;
  readonly stage: ResultStage;
  /** Inventors who have not confirmed, where it waits for them. */
  readonly waitingFor: readonly Bilingual[];
  /** The reader is one of those. */
  readonly ownTurn: boolean;
  /** The officer who has the step. */
  readonly officer: string | null;
  readonly since: Date;
  /** Whole days since then. */
  readonly days: number;
  readonly dueAt: Date | null;
  readonly late: boolean;
  /** Why the present step was late before, with its new date. */
  readonly delay: Delay | null;
  readonly makers: readonly Maker[];
};

/** Everything known of one result. */
type Parts = {
  readonly told: Told | null;
  readonly listed: Listed | null;
  readonly asked: readonly Asked[];
  readonly income: Income;
  readonly named: Awaited<ReturnType<typeof namedIn>>;
  readonly delays: readonly Delay[];
  readonly movedAt: Date | null;
};

const noIncome: Income = { agreed: 0, statements: [] };

const factsOf = ({ told, listed, income }: Parts): ResultFacts => ({
  disclosure: told?.row.state ?? null,
  listing: listed?.state ?? null,
  agreedDeals: income.agreed,
  statements: income.statements.length,
  paidStatements: income.statements.filter((s) => s.paid).length,
});

const titleOf = ({ told, listed }: Parts): Bilingual => {
  if (listed) return { zh: listed.titleZh, en: listed.titleEn };
  const title = told?.row.title ?? "";
  return told?.row.language === "en" ? { zh: "", en: title } : { zh: title, en: "" };
};

/** The months a law leaves for paying the pool out, from the oldest statement that is not paid. */
const payBy = (income: Income): Date | null => {
  const [first] = income.statements.filter((s) => !s.paid).sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!first?.rule.payMonths) return null;
  const due = new Date(first.at);
  due.setUTCMonth(due.getUTCMonth() + first.rule.payMonths);
  return due;
};

const earliest = (dates: readonly Date[]): Date | null =>
  dates.reduce<Date | null>((first, d) => (first === null || d < first ? d : first), null);

const dueOf = (p: Parts, { step, holder }: Turn): Date | null => {
  if (step === "confirm") return earliest(p.asked.filter((a) => a.state === "asked").map((a) => a.dueAt));
  if (step === "pay") return payBy(p.income);
  return holder === "office" || holder === "checker" ? (p.told?.row.dueAt ?? null) : null;
};

const sinceOf = (p: Parts, stage: ResultStage): Date => {
  const paid = p.income.statements.map((s) => s.at).sort((a, b) => b.getTime() - a.getTime())[0];
  if ((stage === "income" || stage === "paid") && paid) return paid;
  return (p.listed && (p.movedAt ?? p.listed.updatedAt)) ?? p.told?.row.stepAt ?? new Date(0);
};

/** Whether a confirmation is the reader's. */
export const isOwn = (scope: Scope, a: Asked): boolean => {
  if (scope.kind === "link") return scope.holder.confirmations.some((c) => c.id === a.id);
  return a.userId === scope.userId || (a.userId === null && a.email === scope.email);
};

const makersOf = (p: Parts, scope: Scope): Maker[] => {
  if (p.listed)
    return p.listed.inventors.map(({ name, sharePct }, position) => ({
      name,
      sharePct,
      own: p.asked.some((a) => a.position === position && isOwn(scope, a)),
    }));
  return p.named.map(({ name, sharePct, userId }) => ({
    name,
    sharePct,
    own: scope.kind !== "link" && userId === scope.userId,
  }));
};

const resultOf = (p: Parts, scope: Scope, now: Date): Result => {
  const facts = factsOf(p);
  const commented = p.asked.some((a) => a.state === "commented");
  const turn = resultTurn(facts, commented);
  const stage = resultStage(facts);
  const waiting = turn.step === "confirm" ? p.asked.filter((a) => a.state === "asked") : [];
  const dueAt = dueOf(p, turn);
  const since = sinceOf(p, stage);
  const [delay] = p.delays;
  return {
    ...turn,
    id: p.told?.row.id ?? p.listed?.id ?? "",
    disclosureId: p.told?.row.id ?? null,
    listingId: p.listed?.id ?? null,
    title: titleOf(p),
    stage,
    waitingFor: waiting.map((a) => a.name),
    ownTurn:
      waiting.some((a) => isOwn(scope, a)) ||
      (turn.holder === "author" && scope.kind !== "link" && p.told?.row.createdBy === scope.userId),
    officer: p.told?.officer ?? null,
    since,
    days: Math.max(0, daysBetween(chineseDay(since), chineseDay(now))),
    dueAt,
    late: dueAt !== null && dueAt < now,
    delay: delay && dueAt && delay.newDueAt.getTime() === dueAt.getTime() ? delay : null,
    makers: makersOf(p, scope),
  };
};

/** Results of a scope with everything known of each, disclosures first. @param only id of a disclosure or listing */
export const gatherResults = async (
  t: TxCtx,
  scope: Scope,
  only: string | null = null,
): Promise<{ result: Result; parts: Parts }[]> => {
  const told = await disclosuresOf(t, scope, only);
  const toldIds = told.map((d) => d.row.id);
  const fromTold = told.flatMap((d) => d.row.listingId ?? []);
  const ids = [...new Set([...fromTold, ...(await listingIdsOf(t, scope, only))])];
  const listed = await listingsOf(t, scope.orgId, ids);
  const asked = await askedOf(t, ids);
  const income = await incomeOf(t, ids);
  const moved = await movedAt(t, scope.orgId, ids);
  const named = await namedIn(t, toldIds);
  const delays = await delaysOf(t, toldIds);
  const partsOf = (d: Told | null, l: Listed | null): Parts => ({
    told: d,
    listed: l,
    asked: asked.filter((a) => a.listingId === l?.id),
    income: income.get(l?.id ?? "") ?? noIncome,
    named: named.filter((n) => n.disclosureId === d?.row.id),
    delays: delays.filter((x) => x.disclosureId === d?.row.id),
    movedAt: moved.get(l?.id ?? "") ?? null,
  });
  const all = [
    ...told.map((d) => partsOf(d, listed.find((l) => l.id === d.row.listingId) ?? null)),
    ...listed.filter((l) => !fromTold.includes(l.id)).map((l) => partsOf(null, l)),
  ];
  return all.map((parts) => ({ parts, result: resultOf(parts, scope, t.now) }));
};

/** The scope a member reads in: officers the unit's where they ask for it, everybody else the own. */
export const scopeOf = async (t: TxCtx, member: MemberActor, whole: boolean): Promise<Scope> => {
  const { orgId, userId } = member;
  return { orgId, userId, email: await provedEmail(t, userId), kind: whole && isOfficer(member) ? "unit" : "person" };
};

/** Late first, then what is the reader's turn, then what has waited longest. */
const byNeed = (a: Result, b: Result): number =>
  Number(b.late) - Number(a.late) || Number(b.ownTurn) - Number(a.ownTurn) || b.days - a.days;

/**
 * Results the reader made, or with `whole`, for officers, all of the unit.
 * @throws DomainError unauthenticated, forbidden
 */
export const listResults = (ctx: Ctx, input: { whole?: boolean } = {}): Promise<readonly Result[]> => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const found = await gatherResults(t, await scopeOf(t, member, input.whole ?? false));
    return found.map((r) => r.result).sort(byNeed);
  });
};

/** Results in which the holder of a link took a share. @throws DomainError listings/link-over */
export const listResultsByLink = (ctx: Ctx, token: string): Promise<readonly Result[]> =>
  reading(ctx, async (t) => {
    const holder = await enterByLink(t, token);
    const found = await gatherResults(t, { kind: "link", orgId: holder.orgId, holder });
    return found.map((r) => r.result).sort(byNeed);
  });

/** The reader's own proved address, for a form that names them; null where there is none. */
export const readViewerMail = (ctx: Ctx): Promise<string | null> => {
  const { userId } = requireMember(ctx.actor);
  return reading(ctx, (t) => provedEmail(t, userId));
};
