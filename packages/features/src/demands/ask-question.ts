import { audit, type Ctx, emit, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import { demandQuestions, demands, organisations } from "@peony/db/schema";
import { type AnswerQuestionInput, type AskQuestionInput, isPublicDemand } from "@peony/domain/demands";
import { type Actor, officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { DomainError, decodeCursor, encodeCursor, type Id, type Page } from "@peony/domain/shared";
import { and, asc, eq, gt, or } from "drizzle-orm";
import { readable } from "./rights.ts";
import { type DemandRow, lockDemand, ownerColumns, refuseOwnName } from "./rows.ts";

/** A question as everybody reads it: whose it is only where the asker chose to be named. */
export type QuestionView = {
  readonly id: Id<"demandQuestion">;
  readonly text: string;
  readonly createdAt: Date;
  readonly answer: string;
  readonly answeredAt: Date | null;
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
      .where(and(eq(demands.id, id), readable))
      .for("share"),
    id,
  );
  if (!isPublicDemand(row.state)) throw new DomainError("not-found", id);
  return row;
};

/** A member of a verified organisation asks the firm something in public. A repeat with the same id is the same question. @throws DomainError not-found, demands/transition once it is closed */
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

/** The firm answers in public; it may put its answer right later. @throws DomainError not-found */
export const answerQuestion = async (ctx: Ctx, input: AnswerQuestionInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const of = eq(demandQuestions.id, input.questionId);
    const question = oneOr404(await t.tx.select().from(demandQuestions).where(of), input.questionId);
    const demand = await lockDemand(t, question.demandId, member);
    if (question.answer === input.answer) return;
    await refuseOwnName(t, demand, "answer", input.answer);
    await t.tx
      .update(demandQuestions)
      .set({ answer: input.answer, answeredBy: member.userId, answeredAt: t.now })
      .where(of);
    await audit(t, {
      chain: demand.orgId,
      action: "demand.question-answered",
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
  asker: q.named ? asker : null,
  own: actor.kind === "person" && actor.orgId === q.askOrgId,
});

/** Questions to a demand with their answers, oldest first, page by page. @throws DomainError not-found where the demand is not there for this reader */
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
    const { id } = oneOr404(
      await t.tx
        .select({ id: demands.id })
        .from(demands)
        .where(and(eq(demands.number, number), readable)),
      number,
    );
    const rows = await t.tx
      .select({ question: demandQuestions, asker: ownerColumns })
      .from(demandQuestions)
      .innerJoin(organisations, eq(organisations.id, demandQuestions.askOrgId))
      .where(and(eq(demandQuestions.demandId, id), later))
      .orderBy(asc(demandQuestions.createdAt), asc(demandQuestions.id))
      .limit(input.limit + 1);
    const shown = rows.slice(0, input.limit).map((row) => toQuestion(ctx.actor, row));
    const last = shown.at(-1);
    const more = rows.length > input.limit && last;
    return { rows: shown, next: more ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
  });
};
