import {
  type DemandKind,
  type DemandState,
  type DemandVisibility,
  depositOf,
  type depositStates,
  type hazards,
  type testBases,
} from "@peony/domain/demands";
import { chineseDay, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { newId, type Tx } from "../client.ts";
import {
  demandChecks,
  demandInvitations,
  demandQuestions,
  demandReadbacks,
  type demands,
  users,
} from "../schema/index.ts";
import courseRows from "./content/demands/courses.json" with { type: "json" };
import type { Seats } from "./organisations.ts";

type Course = {
  readonly state: DemandState;
  readonly kind?: DemandKind;
  readonly visibility?: DemandVisibility;
  readonly testBasis?: (typeof testBases)[number];
  readonly hazards?: (typeof hazards)[number][];
  readonly publishedDaysAgo?: number;
  readonly closesInDays?: number;
  readonly deposit?: { readonly state: (typeof depositStates)[number]; readonly bps: number };
  readonly statement?: string;
  readonly result?: "passed" | "refused";
  readonly note?: string;
  readonly readback?: { readonly text: string; readonly answer: "confirmed" | "corrected" | null };
  readonly questions?: readonly { asker: string; named: boolean; text: string; answer: string }[];
  readonly invitations?: readonly {
    org: string;
    side: "solver" | "broker";
    words: string;
    answer: "accepted" | "declined" | null;
  }[];
};
type Columns = Partial<typeof demands.$inferInsert>;

const day = 86_400_000;
const later = (now: Date, days: number): Date => new Date(now.getTime() + days * day);
const courses = courseRows as Readonly<Record<string, Course>>;
const notOut: readonly DemandState[] = ["draft", "clinic"];
const open: readonly DemandState[] = ["draft", "clinic", "published"];

/** How far a demand of the demo has come: the columns that say so, over those of a freshly published one. Empty for the many that are just open. */
export const courseColumns = (key: string, now: Date, budgetMax: bigint | null): Columns => {
  const course = courses[key];
  if (!course) return {};
  const { state, kind, visibility, testBasis, hazards, publishedDaysAgo, closesInDays, deposit } = course;
  const out = !notOut.includes(state);
  const publishedAt = later(now, -(publishedDaysAgo ?? 5));
  const closes = closesInDays === undefined ? null : chineseDay(later(now, closesInDays));
  return {
    ...{ state, ...(kind ? { kind } : {}), ...(visibility ? { visibility } : {}) },
    ...(testBasis ? { testBasis } : {}),
    ...(hazards ? { hazards } : {}),
    ...(closes ? { deadline: closes } : {}),
    ...(state === "draft" ? {} : { clinicAt: out ? later(publishedAt, -12) : later(now, -3) }),
    ...(out ? { publishedAt, createdAt: later(publishedAt, -20), updatedAt: publishedAt } : { publishedAt: null }),
    ...(out ? (closes ? { closesOn: closes } : {}) : { closesOn: null }),
    ...(out && kind === "challenge" ? { feedbackDue: chineseDay(later(now, (closesInDays ?? 0) + 60)) } : {}),
    ...(open.includes(state) ? {} : { closedAt: later(now, Math.min(-1, closesInDays ?? -1)) }),
    ...(deposit
      ? {
          depositState: deposit.state,
          depositBps: deposit.bps,
          depositAmount: depositOf(budgetMax, deposit.bps),
        }
      : {}),
  };
};

const personAt = async (tx: Tx, email: string): Promise<Id<"user"> | null> => {
  const [row] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  return row?.id ?? null;
};

type Place = {
  readonly tx: Tx;
  readonly seats: Seats;
  readonly now: Date;
  readonly demandId: Id<"demand">;
  readonly owner: Id<"user">;
};

const seedCheck = async ({ tx, seats, now, demandId, owner }: Place, course: Course): Promise<void> => {
  if (!course.statement) return;
  const by = course.result ? await personAt(tx, "park@demo.peony.test") : null;
  const checked = by
    ? {
        result: course.result ?? null,
        note: course.note ?? "",
        checkedBy: by,
        checkedOrgId: seats.get("G01") ?? null,
        checkedAt: now,
      }
    : {};
  const stated = { statement: course.statement, noDuplicate: true, statedBy: owner, statedAt: later(now, -4) };
  await tx.insert(demandChecks).values({ demandId, ...stated, ...checked });
};

const seedReadback = async ({ tx, seats, now, demandId }: Place, course: Course): Promise<void> => {
  const [expert, park] = [await personAt(tx, "expert@demo.peony.test"), await personAt(tx, "park@demo.peony.test")];
  const expertOrgId = seats.get("R02");
  if (!course.readback || !expert || !park || !expertOrgId) return;
  const { text, answer } = course.readback;
  await tx.insert(demandReadbacks).values({
    id: newId("readback"),
    ...{ demandId, round: 1, expertUserId: expert, expertOrgId, assignedBy: park, assignedAt: later(now, -3) },
    ...{ conflict: "none", statedAt: later(now, -2), text, writtenAt: later(now, -1) },
    ...{ answer, answeredAt: answer ? now : null },
  });
};

const seedQuestions = async ({ tx, seats, now, demandId, owner }: Place, course: Course): Promise<void> => {
  for (const [i, q] of (course.questions ?? []).entries()) {
    const askOrgId = seats.get(q.asker);
    const askedBy = await personAt(tx, `${q.asker.toLowerCase()}@office.peony.test`);
    if (!askOrgId || !askedBy) continue;
    const at = later(now, -4 + i);
    const answered = q.answer ? { answer: q.answer, answeredBy: owner, answeredAt: at } : {};
    await tx.insert(demandQuestions).values({
      ...{ id: newId("demandQuestion"), demandId, askedBy, askOrgId, named: q.named, text: q.text, createdAt: at },
      ...answered,
    });
  }
};

const seedInvitations = async ({ tx, seats, now, demandId, owner }: Place, course: Course): Promise<void> => {
  for (const { org, side, words, answer } of course.invitations ?? []) {
    const orgId = seats.get(org);
    if (!orgId) continue;
    const at = later(now, -3);
    const reason = { words, listingId: null };
    const answered = answer ? { answer, answeredAt: later(now, -1) } : {};
    await tx.insert(demandInvitations).values({
      ...{ id: newId("demandInvitation"), demandId, orgId, side, reason, invitedBy: owner, createdAt: at },
      ...answered,
    });
  }
};

/** What stands beside a demand of the demo: the park's check, an expert's words, questions, invitations; as far as those people are there. */
export const seedCourse = async (
  tx: Tx,
  seats: Seats,
  now: Date,
  { key, ownerKey, demandId }: { key: string; ownerKey: string; demandId: Id<"demand"> },
): Promise<void> => {
  const course = courses[key];
  const owner = course && (await personAt(tx, `${ownerKey.toLowerCase()}@office.peony.test`));
  if (!course || !owner) return;
  const place = { tx, seats, now, demandId, owner };
  await seedCheck(place, course);
  await seedReadback(place, course);
  await seedQuestions(place, course);
  await seedInvitations(place, course);
};
