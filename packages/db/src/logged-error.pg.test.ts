import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loggedError } from "./logged-error.ts";
import { createTestDb, type TestDb } from "./testing/index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (e: unknown) => e,
  );

describe("what the log keeps of an error", () => {
  test("a failed query is named by its state, and none of its parameters is kept", async () => {
    const secret = "someone@private.example";
    const e = await failureOf(db.admin.execute(sql`select ${secret}::text, 1 / (${0}::int)`));
    const logged = loggedError(e);
    expect(logged).toMatchObject({ code: "22012", message: "division by zero" });
    expect(logged.stack).toMatch(/logged-error/);
    expect(JSON.stringify(logged)).not.toContain(secret);
  });

  test("an error of our own keeps its message; what is no error is not written down", () => {
    expect(loggedError(new TypeError("no such file"))).toMatchObject({ type: "TypeError", message: "no such file" });
    expect(JSON.stringify(loggedError({ password: "peony" }))).not.toContain("peony");
  });
});
