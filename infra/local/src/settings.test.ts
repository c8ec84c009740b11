import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment, readSettings } from "./settings.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peony-settings-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (env: Record<string, string>) => readSettings({ PEONY_DATA_DIR: join(folder, "data"), ...env });

describe("readSettings", () => {
  test("needs nothing", () => {
    const { settings, problems } = read({});
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ port: 3000, url: "http://localhost:3000", demo: true, databaseUrl: undefined });
  });

  test("takes a public origin over https, without demo accounts unless asked", () => {
    expect(read({ PEONY_URL: "https://peony.example.org" }).settings.demo).toBe(false);
    expect(read({ PEONY_URL: "https://peony.example.org", PEONY_DEMO: "1" }).settings.demo).toBe(true);
    expect(read({ PEONY_URL: "https://peony.example.org/" }).settings.url).toBe("https://peony.example.org");
  });

  test("refuses plain http on another host, and takes it on this one", () => {
    expect(read({ PEONY_URL: "http://peony.example.org" }).problems).toHaveLength(1);
    for (const host of ["localhost", "127.0.0.1", "[::1]"])
      expect(read({ PEONY_URL: `http://${host}:4000` }).problems).toEqual([]);
  });

  test("refuses every wrong value at once, one sentence each", () => {
    const wrong = {
      PORT: "99999",
      PEONY_URL: "peony",
      PEONY_DEMO: "yes",
      AUTH_SECRET: "short",
      DATABASE_URL: "mysql://host/db",
      MEILISEARCH_URL: "search",
      MEILISEARCH_KEY: "key",
      SMTP_URL: "http://mail",
      STRIPE_SECRET_KEY: "pk_test_1",
      STRIPE_WEBHOOK_SECRET: "secret",
      PEONY_DATA_DIR: "/proc/nowhere",
    };
    const { problems } = read(wrong);
    expect(problems).toHaveLength(Object.keys(wrong).length - 1);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ .*\.$/);
  });

  test("refuses half of what belongs together, and names the rest", () => {
    expect(read({ OIDC_ISSUER: "https://id.example.org", OIDC_CLIENT_ID: "peony" }).problems).toEqual([
      "OIDC_ISSUER and OIDC_CLIENT_ID are set, so OIDC_CLIENT_SECRET must be set too.",
    ]);
  });

  test("does not repeat a secret in a sentence", () => {
    const { problems } = read({
      DATABASE_URL: "http://u:hidden@h/db",
      STRIPE_SECRET_KEY: "hidden",
      AUTH_SECRET: "hidden",
    });
    expect(problems.join(" ")).not.toContain("hidden");
  });
});

describe("readEnvironment", () => {
  test("reads .env below the real environment, and takes an empty value as not set", () => {
    const file = join(folder, ".env");
    writeFileSync(file, "PORT=4000\nAUTH_SECRET=\nPEONY_DEMO=0\n");
    const env = readEnvironment({ PEONY_DEMO: "1" }, file);
    expect([env.PORT, env.AUTH_SECRET, env.PEONY_DEMO]).toEqual(["4000", undefined, "1"]);
  });
});
