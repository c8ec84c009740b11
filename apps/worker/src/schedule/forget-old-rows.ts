import { type SQL, sql } from "drizzle-orm";
import type { WorkerDeps } from "../deps.ts";

/** How long rows that did their work are kept, and why. `docs/retention.md` tells it to people. */
export const retention = {
  /** Counts of limits that ran out decide nothing any more; a day leaves them to whoever looks into an attack. */
  limitDays: 1,
  /** Providers repeat a webhook for days and hand it out again by hand for a month; until then its row keeps the repeat from counting. */
  webhookDays: 90,
  /** The delivery log answers whether a notice was sent. Half a year is what logs are kept, and longer than any repeat of its cause. */
  mailDays: 180,
} as const;

/** Rows in one statement: few enough that nobody waits for their locks. */
const batch = 1_000;

const days = (n: number): SQL => sql`${n} * interval '1 day'`;

/** What is old by table. Only rows that are done: a webhook that is parked and a mail that is queued stay however old they are. */
const old = {
  // the limiter counts in milliseconds of the real clock
  rate_limits: {
    key: sql`key`,
    when: sql`expire < extract(epoch from now() - ${days(retention.limitDays)}) * 1000`,
  },
  inbox_events: {
    key: sql`id`,
    when: sql`state = 'done' and handled_at < app_now() - ${days(retention.webhookDays)}`,
  },
  mails: {
    key: sql`id`,
    when: sql`state = 'sent' and sent_at < app_now() - ${days(retention.mailDays)}`,
  },
} as const;

/**
 * Deletes what is old, a batch at a time, so that it may be stopped and begun again anywhere and two workers take different rows.
 * @returns how many rows of each table went
 */
export const forgetOldRows = async (
  { db, log }: Pick<WorkerDeps, "db" | "log">,
  size = batch,
): Promise<Record<keyof typeof old, number>> => {
  const gone = { rate_limits: 0, inbox_events: 0, mails: 0 };
  for (const table of ["rate_limits", "inbox_events", "mails"] as const) {
    const { key, when } = old[table];
    const name = sql.identifier(table);
    for (let more = true; more; ) {
      const { rowCount } = await db.execute(sql`
        delete from ${name} where ${key} in (select ${key} from ${name} where ${when} limit ${size} for update skip locked)`);
      gone[table] += rowCount ?? 0;
      more = (rowCount ?? 0) === size;
    }
  }
  log.info({ gone }, "old rows are forgotten");
  return gone;
};
