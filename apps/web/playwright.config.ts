import { defineConfig } from "@playwright/test";

// Every screen is looked at in one of the languages each time, drawn anew for each run and told to the workers; "both" looks at all.
process.env.PEONY_LOOKS ??= Math.random() < 0.5 ? "zh" : "en";

const asRoot = process.getuid?.() === 0;

/**
 * The journeys run against a whole Peony that `npm test` has started (infra/local); its addresses come in the environment.
 * What pulls the ground from under the others, killing servers, runs when the others are through, whether they passed or not.
 */
export default defineConfig({
  testDir: "./e2e",
  outputDir: "./test-results",
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: "list",
  use: {
    baseURL: process.env.PEONY_URL,
    actionTimeout: 20_000,
    navigationTimeout: 45_000,
    viewport: { width: 1280, height: 800 },
    timezoneId: "Asia/Shanghai",
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: ["--disable-dev-shm-usage", ...(asRoot ? ["--no-sandbox"] : [])],
    },
  },
  projects: [
    { name: "house", testIgnore: /faults\.spec\.ts$/, teardown: "faults" },
    { name: "faults", testMatch: /faults\.spec\.ts$/, fullyParallel: false },
  ],
});
