/** What all Vitest projects share. Limits are generous: a busy machine must not turn a right answer into a red test. */
export const shared = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  restoreMocks: true,
  unstubEnvs: true,
};

const never = ["**/node_modules/**", "**/.next/**", "**/e2e/**", "**/.peony/**"];

/** Pure rules: no database, no network. */
export const unitTests = {
  ...shared,
  name: "unit",
  include: ["**/*.test.{ts,tsx}"],
  exclude: [...never, "**/*.pg.test.ts"],
};

/** Commands and queries against a real PostgreSQL (and where needed a real Meilisearch). */
export const databaseTests = {
  ...shared,
  name: "pg",
  include: ["**/*.pg.test.ts"],
  exclude: never,
};
