import { loggedError, openDb } from "@peony/db";
import { documentRenderer } from "@peony/gateways/documents";
import { fileStoreFrom } from "@peony/gateways/files";
import { smtpMail } from "@peony/gateways/mail";
import { meilisearchIndex } from "@peony/gateways/meilisearch";
import { stripePayments } from "@peony/gateways/stripe";
import { PgBoss } from "pg-boss";
import pino from "pino";
import type { WorkerDeps } from "./deps.ts";
import { readEnv } from "./env.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { startInbox } from "./inbox/drain.ts";
import { outageLog } from "./outage-log.ts";
import { drainOutbox } from "./outbox/drain.ts";
import { followClock } from "./schedule/follow-clock.ts";
import { startSchedule } from "./schedule/index.ts";

const { log, answered } = outageLog(pino({ name: "worker", serializers: { err: loggedError } }), Date.now);

/** Brings the worker up: outbox, inbox and schedule on one database, until a signal asks it to finish what it holds. */
const main = async (): Promise<void> => {
  const env = readEnv();
  const db = openDb(env.DATABASE_URL, (e) => log.warn({ err: e }, "idle database connection lost"), 8);
  const deps: WorkerDeps = {
    db,
    search: meilisearchIndex({ url: env.MEILISEARCH_URL, key: env.MEILISEARCH_KEY }),
    files: fileStoreFrom(env),
    documents: documentRenderer,
    payments: stripePayments({
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecrets: [env.STRIPE_WEBHOOK_SECRET],
      apiUrl: env.STRIPE_API_URL ?? null,
    }),
    mail: smtpMail(env.SMTP_URL, env.MAIL_FROM),
    publicUrl: env.PEONY_URL,
    log,
  };
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    max: 4,
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on("error", (e) => log.warn({ err: e }, "queue"));
  await boss.start();
  const stopHeartbeat = startHeartbeat(deps, answered);
  await drainOutbox(boss, deps);
  const stopInbox = startInbox(deps);
  await startSchedule(boss, deps);
  const stopClock = followClock(boss, deps);
  log.info("worker is ready");

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    stopHeartbeat();
    await stopInbox();
    await stopClock();
    await boss.stop({ graceful: true, timeout: 8_000 });
    await db.$client.end();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
};

await main();
