import { createHash, randomBytes } from "node:crypto";
import type { DisclosureState, ProtectionRoute } from "@peony/domain/disclosures";
import { confirmationDue } from "@peony/domain/listings";
import type { Bilingual, Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { newId, type Tx } from "../client.ts";
import { emit } from "../outbox.ts";
import {
  disclosureInventors,
  disclosures,
  listingConfirmations,
  listings,
  mails,
  stepDelays,
  users,
} from "../schema/index.ts";
import disclosureRows from "./content/disclosures.json" with { type: "json" };
import type { Seats } from "./organisations.ts";

type Row = {
  readonly state: string;
  readonly daysAgo: number;
  readonly dueDaysAgo?: number;
  readonly dueInDays?: number;
  readonly delay?: string;
  readonly route?: string;
  readonly note?: string;
  readonly listing?: string;
  readonly title: string;
  readonly novelty: string;
  readonly problem: string;
  readonly bestUses: string[];
  readonly firmsKnown: string[];
  readonly shares: readonly number[];
};
type ListingIds = ReadonlyMap<string, Id<"listing">>;

const day = 86_400_000;
const later = (now: Date, days: number): Date => new Date(now.getTime() + days * day);
const unit = "R01";
const inventorMail = "inventor@demo.peony.test";
/** Listings of the demo's inventor that are on the market, and the one that waits for a confirmation. */
const confirmed = ["L07", "B01", "B07", "A01"] as const;
const asking = "B11";
const colleagues: readonly Bilingual[] = [
  { zh: "逯承岳", en: "LU Chengyue" },
  { zh: "芮清和", en: "RUI Qinghe" },
];

type People = { readonly inventor: { id: Id<"user">; name: string }; readonly officer: Id<"user"> };

const peopleOf = async (tx: Tx): Promise<People> => {
  const find = async (email: string) => {
    const [user] = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.email, email));
    if (!user) throw new Error(`the demo has no ${email}`);
    return user;
  };
  return { inventor: await find(inventorMail), officer: (await find("tto@demo.peony.test")).id };
};

/** Writes one inventor's confirmation; of an open one the mail with its link is queued too. */
const writeConfirmation = async (
  tx: Tx,
  of: { id: Id<"listing">; key: string; position: number; name: Bilingual; sharePct: number; result: string },
  people: People,
  state: "accepted" | "asked",
  now: Date,
): Promise<void> => {
  const own = of.name.zh === people.inventor.name;
  const email = own ? inventorMail : `${of.key.toLowerCase()}.${of.position}@inventor.peony.test`;
  const token = randomBytes(32).toString("base64url");
  const askedAt = later(now, state === "asked" ? -3 : -200);
  const id = newId("confirmation");
  await tx.insert(listingConfirmations).values({
    id,
    listingId: of.id,
    position: of.position,
    name: of.name,
    sharePct: of.sharePct,
    email,
    userId: own ? people.inventor.id : null,
    tokenHash: createHash("sha256").update(token).digest("hex"),
    version: 1,
    state,
    askedAt,
    dueAt: confirmationDue(askedAt),
    answeredAt: state === "accepted" ? later(askedAt, 2) : null,
  });
  if (state !== "asked" || !own) return;
  const mailId = newId("mail");
  await tx.insert(mails).values({
    id: mailId,
    recipient: email,
    locale: "zh",
    kind: "confirm-share",
    args: {
      name: of.name.zh,
      organisation: "中州工程理工学院",
      result: of.result,
      deadline: confirmationDue(askedAt).toISOString(),
      path: `/inventor/${token}`,
    },
    dedupe: `confirm-share:${id}`,
    createdAt: now,
  });
  await emit(tx, "mail.queued", { mailId });
};

const seedConfirmations = async (tx: Tx, ids: ListingIds, people: People, now: Date): Promise<void> => {
  for (const key of [...confirmed, asking]) {
    const [row] = await tx
      .select({ id: listings.id, inventors: listings.inventors, number: listings.number })
      .from(listings)
      .where(eq(listings.id, ids.get(key) ?? ""));
    if (!row) throw new Error(`the demo has no listing ${key}`);
    // as every mail does: the title of what is not published never leaves the house
    const result = row.number ?? row.id.slice(-8);
    for (const [position, { name, sharePct }] of row.inventors.entries()) {
      const waits = key === asking && name.zh === people.inventor.name;
      await writeConfirmation(
        tx,
        { id: row.id, key, position, name, sharePct, result },
        people,
        waits ? "asked" : "accepted",
        now,
      );
    }
  }
  await tx
    .update(listings)
    .set({ state: "inventor_confirm", publishedAt: null, refreshedOn: null, complianceBy: people.officer })
    .where(eq(listings.id, ids.get(asking) ?? ""));
};

const seedDisclosure = async (
  tx: Tx,
  row: Row,
  orgId: Id<"organisation">,
  ids: ListingIds,
  people: People,
  now: Date,
) => {
  const id = newId("disclosure");
  const stepAt = later(now, -row.daysAgo);
  const due = row.dueDaysAgo === undefined ? row.dueInDays : -row.dueDaysAgo;
  const dueAt = due === undefined ? null : later(now, due);
  await tx.insert(disclosures).values({
    id,
    orgId,
    createdBy: people.inventor.id,
    state: row.state as DisclosureState,
    field: "bearing",
    title: row.title,
    novelty: row.novelty,
    problem: row.problem,
    bestUses: row.bestUses,
    firmsKnown: row.firmsKnown,
    route: (row.route ?? null) as ProtectionRoute | null,
    note: row.note ?? "",
    officerId: row.note ? people.officer : null,
    listingId: row.listing ? (ids.get(row.listing) ?? null) : null,
    stepAt,
    dueAt,
    createdAt: later(stepAt, -1),
    updatedAt: stepAt,
  });
  for (const [position, sharePct] of row.shares.entries()) {
    const mine = position === 0;
    await tx.insert(disclosureInventors).values({
      disclosureId: id,
      position,
      name: mine ? { zh: people.inventor.name, en: "QU Ruoheng" } : (colleagues[position - 1] ?? { zh: "", en: "" }),
      sharePct,
      email: mine ? inventorMail : null,
      userId: mine ? people.inventor.id : null,
    });
  }
  if (row.delay && dueAt)
    await tx.insert(stepDelays).values({
      id: newId("delay"),
      disclosureId: id,
      step: row.state as DisclosureState,
      dueAt: later(now, -5),
      newDueAt: dueAt,
      reason: row.delay,
      explainedBy: people.officer,
      at: later(now, -4),
    });
};

/** Gives the demo's inventor results in several stages, accepted shares in what is on the market, and one confirmation to answer. */
export const seedInventors = async (tx: Tx, seats: Seats, ids: ListingIds, now: Date): Promise<void> => {
  const orgId = seats.get(unit);
  if (!orgId) throw new Error(`the demo has no ${unit}`);
  const people = await peopleOf(tx);
  await seedConfirmations(tx, ids, people, now);
  for (const row of disclosureRows as readonly Row[]) await seedDisclosure(tx, row, orgId, ids, people, now);
};
