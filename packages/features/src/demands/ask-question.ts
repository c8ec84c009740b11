import { audit, type Ctx, emit, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import { demandQuestions, demands, type EarlierAnswer, organisations } from "@peony/db/schema";
import {
  type AnswerQuestionInput,
  type AskQuestionInput,
  isPublicDemand,
  nameIn,
  type SetQuestionAsideInput,
} from "@peony/domain/demands";
import { type Actor, type MemberActor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { DomainError, decodeCursor, encodeCursor, type Id, type Page } from "@peony/domain/shared";
import { and, asc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { namesOf } from "./owner-names.ts";
import { isChecker, readableWhole } from "./rights.ts";
import { type DemandRow, lockDemand, ownerColumns, refuseOwnName } from "./rows.ts";

/**
 * A question as its reader may see it: whose it is only where the asker chose to be named. What is not public yet, and what was set
 * aside, its own organisation, the demand's and the checkers see.
 */
export type QuestionView = {
  readonly id: Id<"demandQuestion">;
  readonly text: string;
  readonly createdAt: Date;
  readonly answer: string;
  readonly answeredAt: Date | null;
  /** Answers that the present one has taken the place of, oldest first. */
  readonly earlier: readonly EarlierAnswer[];
  /** Why the owner does not answer it in public; null where it was not set aside. */
  readonly asideReason: string | null;
  readonly asker: { slug: string; nameZh: string; nameEn: string; fictional: boolean } | null;
  /** The reader's own organisation asked it. */
  readonly own: boolean;
};

/** A published demand that this reader may see; any other is not there. */
const lockOpen = async (t: TxCtx, id: Id<"demand">): Promise<DemandRow> => {
  const row = oneOr404(
    await t.tx
      .select()
      .from(demands)
      .where(and(eq(demands.id, id), readableWhole(t)))
      .for("share"),
    id,
  );
  if (!isPublicDemand(row.state)) throw new DomainError("not-found", id);
  return row;
};

/**
 * A member of a verified organisation asks the firm something, in public at once, or with the answer where the demand hides whose it is.
 * What is asked is never held against the owner's name: a refusal would tell who guessed it. A repeat with the same id is the same question.
 * @throws DomainError not-found, demands/transition once it is closed
 */
export const askQuestion = async (ctx: Ctx, input: AskQuestionInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const demand = await lockOpen(t, input.demandId);
    if (demand.orgId === member.orgId) throw new DomainError("forbidden", "own demand");
    if (demand.state !== "published") throw new DomainError("demands/transition", `${demand.id} is ${demand.state}`);
    const made = await t.tx
      .insert(demandQuestions)
      .values({
        id: input.id,
        demandId: demand.id,
        askedBy: member.userId,
        askOrgId: member.orgId,
        named: input.named,
        text: input.text,
        createdAt: t.now,
      })
      .onConflictDoNothing({ target: demandQuestions.id })
      .returning({ id: demandQuestions.id });
    if (made.length === 0) return;
    await audit(t, {
      chain: member.orgId,
      action: "demand.question-asked",
      object: input.id,
      payload: { demandId: demand.id },
    });
    await emit(t.tx, "demand.question", { questionId: input.id });
  });
};

/** A question to a demand of the own organisation, the demand locked: whoever decides about it queues there. @throws DomainError not-found */
const lockAsked = async (t: TxCtx, id: Id<"demandQuestion">, member: MemberActor) => {
  const of = eq(demandQuestions.id, id);
  const { demandId } = oneOr404(
    await t.tx.select({ demandId: demandQuestions.demandId }).from(demandQuestions).where(of),
    id,
  );
  const demand = await lockDemand(t, demandId, member);
  return { demand, question: oneOr404(await t.tx.select().from(demandQuestions).where(of), id) };
};

/** An answer makes its question public, so that a hidden owner would be named by it. Said to the owner alone. */
const refuseNamingQuestion = async (t: TxCtx, demand: DemandRow, text: string): Promise<void> => {
  const name = demand.visibility === "hidden_name" ? nameIn(text, await namesOf(t, demand.orgId)) : null;
  if (name === null) return;
  throw new DomainError("invalid", `a question to ${demand.id} names its owner`, {
    fields: { answer: { code: "question-names-owner", args: { name } } },
  });
};

/**
 * The firm answers in public; it may put its answer right later, and what it answered before stays readable. An answer takes a
 * question up again that was set aside. @throws DomainError not-found, invalid at `answer`
 */
export const answerQuestion = async (ctx: Ctx, input: AnswerQuestionInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, question } = await lockAsked(t, input.questionId, member);
    if (question.answer === input.answer) return;
    await refuseOwnName(t, demand, "answer", input.answer);
    await refuseNamingQuestion(t, demand, question.text);
    const before = question.answeredAt && { answer: question.answer, answeredAt: question.answeredAt.toISOString() };
    await t.tx
      .update(demandQuestions)
      .set({
        answer: input.answer,
        answeredBy: member.userId,
        answeredAt: t.now,
        earlier: before ? [...question.earlier, before] : question.earlier,
        ...{ asideAt: null, asideBy: null, asideReason: "" },
      })
      .where(eq(demandQuestions.id, question.id));
    await audit(t, {
      chain: demand.orgId,
      action: before ? "demand.answer-changed" : "demand.question-answered",
      object: question.id,
      payload: { demandId: demand.id },
    });
    await emit(t.tx, "demand.question", { questionId: question.id });
  });
};

/**
 * The firm sets aside a question that it will not answer in public, and tells its asker why. Any question may be, so that being set
 * aside says nothing of what was guessed in it. @throws DomainError not-found, demands/question once it is answered, invalid at `reason`
 */
export const setQuestionAside = async (ctx: Ctx, input: SetQuestionAsideInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const { demand, question } = await lockAsked(t, input.questionId, member);
    if (question.asideAt !== null) return;
    if (question.answeredAt !== null) throw new DomainError("demands/question", `${question.id} is answered`);
    await refuseOwnName(t, demand, "reason", input.reason);
    await t.tx
      .update(demandQuestions)
      .set({ asideAt: t.now, asideBy: member.userId, asideReason: input.reason })
      .where(eq(demandQuestions.id, question.id));
    await audit(t, {
      chain: demand.orgId,
      action: "demand.question-set-aside",
      object: question.id,
      payload: { demandId: demand.id },
    });
    await emit(t.tx, "demand.question", { questionId: question.id });
  });
};

type Asked = { readonly question: typeof demandQuestions.$inferSelect; readonly asker: QuestionView["asker"] };

const toQuestion = (actor: Actor, { question: q, asker }: Asked): QuestionView => ({
  id: q.id,
  text: q.text,
  createdAt: q.createdAt,
  answer: q.answer,
  answeredAt: q.answeredAt,
  earlier: q.earlier,
  asideReason: q.asideAt === null ? null : q.asideReason,
  asker: q.named ? asker : null,
  own: actor.kind === "person" && actor.orgId === q.askOrgId,
});

/** Questions to a demand with their answers, as far as this reader may see them, oldest first, page by page. @throws DomainError not-found where the demand is not there for this reader */
export const listQuestions = async (
  ctx: Ctx,
  number: string,
  input: { cursor?: string | undefined; limit: number } = { limit: 100 },
): Promise<Page<QuestionView>> => {
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const later =
    after && typeof after[0] === "number"
      ? or(
          gt(demandQuestions.createdAt, new Date(after[0])),
          and(eq(demandQuestions.createdAt, new Date(after[0])), gt(demandQuestions.id, String(after[1]))),
        )
      : undefined;
  return reading(ctx, async (t) => {
    const { id, orgId, visibility } = oneOr404(
      await t.tx
        .select({ id: demands.id, orgId: demands.orgId, visibility: demands.visibility })
        .from(demands)
        .where(and(eq(demands.number, number), readableWhole(t))),
      number,
    );
    const org = ctx.actor.kind === "person" ? (ctx.actor.orgId ?? "") : "";
    // the database's policy says the same
    const shown = or(
      eq(demandQuestions.askOrgId, org),
      orgId === org || isChecker(ctx.actor) ? sql`true` : undefined,
      and(
        isNull(demandQuestions.asideAt),
        visibility === "hidden_name" ? isNotNull(demandQuestions.answeredAt) : undefined,
      ),
    );
    const rows = await t.tx
      .select({ question: demandQuestions, asker: ownerColumns })
      .from(demandQuestions)
      .innerJoin(organisations, eq(organisations.id, demandQuestions.askOrgId))
      .where(and(eq(demandQuestions.demandId, id), shown, later))
      .orderBy(asc(demandQuestions.createdAt), asc(demandQuestions.id))
      .limit(input.limit + 1);
    const listed = rows.slice(0, input.limit).map((row) => toQuestion(ctx.actor, row));
    const last = listed.at(-1);
    const more = rows.length > input.limit && last;
    return { rows: listed, next: more ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
  });
};
