import { type Ctx, reading } from "@peony/db";
import { type ParkedJob, type ParkedKind, shownFault } from "@peony/domain/jobs";
import { sql } from "drizzle-orm";
import { requireKeeper } from "./keeper.ts";

type Row = {
  kind: ParkedKind;
  id: string;
  event: string | null;
  handler: string | null;
  attempts: number;
  first_failed_at: string;
  last_failed_at: string;
  since: string;
  fault: string | null;
};

const parkedJob = (r: Row, now: Date): ParkedJob => ({
  kind: r.kind,
  id: r.id,
  event: r.event ?? "",
  handler: r.handler,
  attempts: r.attempts,
  firstFailedAt: new Date(r.first_failed_at),
  lastFailedAt: new Date(r.last_failed_at),
  since: new Date(r.since),
  waitingMinutes: Math.max(0, Math.floor((now.getTime() - new Date(r.since).getTime()) / 60_000)),
  fault: shownFault(r.fault),
});

/** More than this are not listed at once. */
export const mostParked = 200;

/** Webhooks and jobs that failed too often and wait for a person, oldest first. @throws DomainError not-found */
export const listParked = async (ctx: Ctx): Promise<ParkedJob[]> => {
  requireKeeper(ctx.actor);
  return reading(ctx, async (t) => {
    const { rows } = await t.tx.execute<Row>(sql`select * from parked_jobs() order by since, id limit ${mostParked}`);
    return rows.map((r) => parkedJob(r, t.now));
  });
};
