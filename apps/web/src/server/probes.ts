import { sql } from "drizzle-orm";
import { db } from "./ctx.ts";
import { fileStore, payments, search } from "./gateways.ts";
import {
  type Health,
  healthOf,
  lateState,
  type Remembered,
  remembered,
  type ServiceState,
  within,
  workerState,
} from "./health.ts";

const patienceMs = 1_000;

type Heard = { readonly agoMs: number | null; readonly parked: boolean };

/** One small question tells that the database answers, when the worker was last heard of, and whether it gave anything up. */
const database = async (): Promise<Heard> => {
  const { rows } = await db().execute<{ ago: string | null; parked: boolean }>(sql`
    select (select extract(epoch from now() - at) * 1000 from installation where key = 'worker') as ago, any_parked() as parked`);
  const { ago = null, parked = false } = rows[0] ?? {};
  return { agoMs: ago === null ? null : Number(ago), parked };
};

/** Written and read back; the content changes with the day, so the store keeps one small file for each. */
const storage = async (): Promise<ServiceState> => {
  const bytes = new TextEncoder().encode(`peony health ${new Date().toISOString().slice(0, 10)}\n`);
  const back = await fileStore().get(await fileStore().put(bytes));
  return Buffer.from(back).equals(bytes) ? "up" : "down";
};

const asked = {
  search: remembered(2_000, async () => ((await search().health()) ? "up" : "down"), Date.now),
  payments: remembered(
    10_000,
    async () =>
      payments()
        .balance()
        .then((): ServiceState => "up"),
    Date.now,
  ),
  storage: remembered(10_000, storage, Date.now),
};

const answerOf = (probe: Remembered) => within(patienceMs, probe, () => lateState(probe));

/** Whether each service answers now, in a little over a second at most: one that is slow is degraded, a slow database counts as gone. */
export const readHealth = async (): Promise<Health> => {
  let heard: Heard = { agoMs: null, parked: false };
  const postgres = within(
    patienceMs,
    async () => {
      heard = await database();
      return "up";
    },
    () => "down",
  );
  const [pg, found, paid, stored] = await Promise.all([
    postgres,
    answerOf(asked.search),
    answerOf(asked.payments),
    answerOf(asked.storage),
  ]);
  return healthOf({
    postgres: pg,
    search: found,
    payments: paid,
    storage: stored,
    worker: pg === "up" ? workerState(heard.agoMs, heard.parked) : "down",
  });
};
