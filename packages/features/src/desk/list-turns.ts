import { type Ctx, reading } from "@peony/db";
import { demands, disclosures, imports, listings, organisations, proposals } from "@peony/db/schema";
import { isHouse, isOfficer, isTeam, type PersonActor, requirePerson } from "@peony/domain/identity";
import { lostProposalStates } from "@peony/domain/proposals";
import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { type ClinicTask, listClinicTasks } from "../demands/index.ts";
import { listResults } from "../disclosures/index.ts";
import { awaitsSecond } from "../listings/index.ts";
import { listOwnProposals, listReviewDesk, readBoard } from "../proposals/index.ts";

/** What waits for a person besides deals, in the order in which the desk shows it. */
const turnKinds = [
  ...(["check", "assign", "read-back", "broker", "slot", "answer", "confirm", "state", "revise", "reply"] as const),
  ...(["review", "board", "proposal", "result", "assess", "triage", "clear", "import", "verify"] as const),
] as const;
export type TurnKind = (typeof turnKinds)[number];

/** One kind of task that is the reader's turn: how many wait, where they are done, and since when the first one waits. */
export type Turn = {
  readonly kind: TurnKind;
  readonly count: number;
  readonly path: string;
  readonly since: Date | null;
};

type One = { readonly kind: TurnKind; readonly path: string; readonly since: Date | null };

/** One task leads to its own page, several to the list they stand in. */
const gathered = (ones: readonly One[], lists: Partial<Record<TurnKind, string>>): Turn[] =>
  turnKinds.flatMap((kind): Turn[] => {
    const mine = ones.filter((o) => o.kind === kind);
    const [first] = mine;
    if (!first) return [];
    const times = mine.flatMap((o) => (o.since ? [o.since.getTime()] : []));
    return [
      {
        kind,
        count: mine.length,
        path: mine.length === 1 ? first.path : (lists[kind] ?? first.path),
        since: times.length > 0 ? new Date(Math.min(...times)) : null,
      },
    ];
  });

const pathOf = ({ task, number }: ClinicTask): string => {
  if (task === "answer") return `/demands/${number}`;
  if (task === "reply") return `/demands/${number}#questions`;
  return `/desk/demands/${number}/clinic`;
};

const ofDemands = async (ctx: Ctx): Promise<One[]> =>
  (await listClinicTasks(ctx))
    .filter((task) => task.turn)
    .map((task) => ({ kind: task.task, path: pathOf(task), since: task.since }));

const judged = ["closed", "screening", "assessing", "finalist"] as const;
/** Stages that wait for others: those who propose, who review, who recommend. */
const othersTurns: readonly (string | null)[] = [null, "window", "reviewers", "leads"];
const mostBoards = 30;
/** An awarded challenge waits for its officers as long as one that was not awarded is unanswered; the others are over. */
const unanswered = sql`(${demands.state} = 'awarded' and exists (select from ${proposals} where ${proposals.demandId} = "demands"."id"
  and ${inArray(proposals.state, [...lostProposalStates])} and ${proposals.feedbackAt} is null))`;

/** Stages of own challenges that an officer takes. */
const ofBoards = async (ctx: Ctx, orgId: NonNullable<PersonActor["orgId"]>): Promise<One[]> => {
  const rows = await reading(ctx, (t) =>
    t.tx
      .select({ number: demands.number, since: demands.updatedAt })
      .from(demands)
      .where(
        and(
          eq(demands.orgId, orgId),
          eq(demands.kind, "challenge"),
          or(inArray(demands.state, [...judged]), unanswered),
        ),
      )
      .orderBy(asc(demands.updatedAt))
      .limit(mostBoards),
  );
  const boards: One[] = [];
  for (const { number, since } of rows)
    if (!othersTurns.includes((await readBoard(ctx, number)).turn))
      boards.push({ kind: "board", path: `/desk/demands/${number}/review`, since });
  return boards;
};

/** Challenges in which this person owes a statement or a review. */
const ofReviews = async (ctx: Ctx): Promise<One[]> =>
  (await listReviewDesk(ctx))
    .filter((d) => d.owing)
    .map((d) => ({ kind: "review", path: `/reviews/${d.number}`, since: null }));

const ofProposals = async (ctx: Ctx): Promise<One[]> =>
  (await listOwnProposals(ctx))
    .filter((p) => p.state === "draft" && p.open)
    .map((p) => ({ kind: "proposal", path: `/proposals/${p.id}`, since: p.updatedAt }));

const ofResults = async (ctx: Ctx): Promise<One[]> =>
  (await listResults(ctx)).flatMap((r): One[] =>
    r.ownTurn ? [{ kind: "result", path: `/results/${r.id}`, since: r.since }] : [],
  );

/** What lies with a second person who may be this one: whoever filled a sheet in does not clear it. */
const awaitsOther = (userId: PersonActor["userId"]) =>
  and(awaitsSecond, sql`${listings.complianceBy} is distinct from ${userId}`);

/** What an office of technology transfer has before it: disclosures, imported drafts, second looks, sheets. */
const ofOffice = (ctx: Ctx, orgId: NonNullable<PersonActor["orgId"]>, userId: PersonActor["userId"]): Promise<Turn[]> =>
  reading(ctx, async (t) => {
    const first = (at: unknown) => sql<string | null>`min(${at})`;
    const count = sql<number>`count(*)::int`;
    const [disclosed] = await t.tx
      .select({ count, since: first(disclosures.updatedAt) })
      .from(disclosures)
      .where(and(eq(disclosures.orgId, orgId), eq(disclosures.state, "disclosed")));
    const [untriaged] = await t.tx
      .select({ count, since: first(listings.createdAt) })
      .from(listings)
      .where(
        and(
          eq(listings.orgId, orgId),
          eq(listings.state, "draft"),
          isNull(listings.triage),
          isNotNull(listings.importId),
        ),
      );
    const [uncleared] = await t.tx
      .select({ count, since: first(listings.updatedAt) })
      .from(listings)
      .where(and(eq(listings.orgId, orgId), awaitsOther(userId)));
    const [sheets] = await t.tx
      .select({ count, since: first(imports.createdAt) })
      .from(imports)
      .where(and(eq(imports.orgId, orgId), inArray(imports.state, ["uploaded", "mapped", "checked", "stopped"])));
    const found = [
      { kind: "assess", path: "/results", row: disclosed },
      { kind: "triage", path: "/triage", row: untriaged },
      { kind: "clear", path: "/listings", row: uncleared },
      { kind: "import", path: "/import", row: sheets },
    ] as const;
    return found.flatMap(({ kind, path, row }): Turn[] =>
      row && row.count > 0 ? [{ kind, path, count: row.count, since: row.since ? new Date(row.since) : null }] : [],
    );
  });

/** What the operator has before it: organisations to verify, listings that a second person clears. */
const ofOperator = (ctx: Ctx, userId: PersonActor["userId"]): Promise<Turn[]> =>
  reading(ctx, async (t) => {
    const waiting = await t.tx.$count(organisations, eq(organisations.verification, "submitted"));
    const uncleared = await t.tx.$count(listings, awaitsOther(userId));
    return [
      { kind: "clear" as const, count: uncleared, path: "/operator", since: null },
      { kind: "verify" as const, count: waiting, path: "/operator", since: null },
    ].filter((turn) => turn.count > 0);
  });

/**
 * Everything besides deals that waits for this person, by the role and the seat they act from, in the order of `turnKinds`.
 * @throws DomainError unauthenticated
 */
export const listTurns = async (ctx: Ctx): Promise<Turn[]> => {
  const person = requirePerson(ctx.actor);
  const { orgId, orgKind } = person;
  const officer = orgId !== null && isOfficer(person);
  const ones = [
    ...(await ofDemands(ctx)),
    ...(await ofReviews(ctx)),
    ...(officer ? await ofBoards(ctx, orgId) : []),
    ...(orgId !== null && isTeam(person) ? await ofProposals(ctx) : []),
    ...(orgId !== null && orgKind === "university" ? await ofResults(ctx) : []),
  ];
  const lists = Object.fromEntries(turnKinds.map((k) => [k, "/desk/demands"]));
  const turns = [
    ...gathered(ones, {
      ...lists,
      review: "/reviews",
      board: "/desk/demands",
      proposal: "/proposals",
      result: "/results",
    }),
    ...(officer && orgKind !== "operator" ? await ofOffice(ctx, orgId, person.userId) : []),
    ...(officer && isHouse(person) ? await ofOperator(ctx, person.userId) : []),
  ];
  return turns.sort((a, b) => turnKinds.indexOf(a.kind) - turnKinds.indexOf(b.kind));
};
