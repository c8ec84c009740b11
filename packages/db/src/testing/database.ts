import { randomBytes } from "node:crypto";
import type { Actor } from "@peony/domain/identity";
import pg from "pg";
import { type Ctx, type Db, newId, noOrigin, openDb } from "../client.ts";
import { migrate, schemaVersion } from "../migrate.ts";

/** Databases of one test file, opened as the roles the product runs under. */
export type TestDb = {
  /** As `peony_web`: row-level security applies, as it does in production. */
  readonly web: Db;
  readonly worker: Db;
  readonly operator: Db;
  /** Superuser, for looking at what the roles may not see. */
  readonly admin: Db;
  readonly url: (role: "web" | "worker" | "operator" | "admin") => string;
  /** A context acting as `actor` through the web role, or through the role of `db` where given. */
  readonly ctx: (actor: Actor, db?: Db) => Ctx;
  readonly close: () => Promise<void>;
};

const password = "peony-test";

const adminUrl = (): string => {
  const url = process.env.PEONY_TEST_ADMIN_URL;
  if (!url) throw new Error("PEONY_TEST_ADMIN_URL is not set: run tests through vitest from the root");
  return url;
};

const withDatabase = (url: string, name: string, user?: string): string => {
  const u = new URL(url);
  u.pathname = `/${name}`;
  if (user) {
    u.username = user;
    u.password = password;
  }
  return u.href;
};

/** Migrates once per schema version into a template; every test file gets a copy of it, which takes a tenth of a second. */
const template = async (admin: pg.Client): Promise<string> => {
  const name = `peony_template_${await schemaVersion()}`;
  await admin.query("select pg_advisory_lock(7209002)");
  try {
    const { rowCount } = await admin.query("select from pg_database where datname = $1 and datistemplate", [name]);
    if (rowCount === 0) {
      await admin.query(`drop database if exists ${name}`);
      await admin.query(`create database ${name}`);
      await migrate(withDatabase(adminUrl(), name));
      for (const role of ["peony_web", "peony_worker", "peony_operator"])
        await admin.query(`alter role ${role} login password '${password}'`);
      await admin.query(`alter database ${name} is_template true`);
    }
    return name;
  } finally {
    await admin.query("select pg_advisory_unlock(7209002)");
  }
};

/** A fresh migrated database. Call `close` in afterAll; the database goes with it. */
export const createTestDb = async (): Promise<TestDb> => {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  const name = `peony_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${name} template ${await template(admin)}`);
  const url: TestDb["url"] = (role) => withDatabase(adminUrl(), name, role === "admin" ? undefined : `peony_${role}`);
  const fail = (e: Error) => {
    if (!/terminat/.test(e.message)) throw e;
  };
  const web = openDb(url("web"), fail, 12);
  const worker = openDb(url("worker"), fail, 6);
  const operator = openDb(url("operator"), fail, 3);
  const root = openDb(url("admin"), fail, 3);
  return {
    web,
    worker,
    operator,
    admin: root,
    url,
    ctx: (actor, db = web) => ({ db, actor, origin: noOrigin, newId }),
    close: async () => {
      await Promise.all([web, worker, operator, root].map((db) => db.$client.end()));
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
};
