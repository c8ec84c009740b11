import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Tally, verdict } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { checkout } from "./paths.ts";
import { freePort } from "./ports.ts";
import { startProcess } from "./process.ts";
import { writeProcesses, writeRuntime } from "./runtime.ts";
import { readSettings, settingNames } from "./settings.ts";
import { startStack } from "./stack.ts";
import { type Supervisor, supervise } from "./supervisor.ts";
import { say, steps } from "./terminal.ts";

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

const countFrom = (file: string, exitCode: number | null): Tally => {
  try {
    const { stats } = JSON.parse(readFileSync(file, "utf8")) as PlaywrightReport;
    const failed = stats.unexpected + stats.flaky;
    // a run that fails without a failed test, for example because there is none, counts as one failure
    return { passed: stats.expected, failed: failed || (exitCode === 0 ? 0 : 1), skipped: stats.skipped };
  } catch {
    return verdict(false);
  }
};

/** Where somebody can read why a journey failed. */
const keepLogs = (dataDir: string): void => {
  const target = join(checkout, "apps", "web", "test-results", "logs");
  for (const name of readdirSync(dataDir).filter((entry) => entry.endsWith(".log")))
    cpSync(join(dataDir, name), join(target, name));
  say(`Logs of the servers: ${target}`);
};

/**
 * Starts the whole of Peony as `npm start` does, in a temporary folder on free ports, whatever the user has configured for
 * himself, and runs Playwright against it.
 */
export const browserTests = async (reports: string, args: string[]): Promise<Tally> => {
  const chromium = await findChromium(process.env);
  say(`Chromium: ${chromium}`);
  const dataDir = mkdtempSync(join(tmpdir(), "peony-browser-"));
  const port = await freePort();
  const outer = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !(settingNames as readonly string[]).includes(name)),
  );
  const env = { ...outer, PORT: `${port}`, PEONY_DATA_DIR: dataDir, PEONY_DEMO: "1" };
  const { settings, problems } = readSettings(env);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const supervisor: Supervisor = supervise(() => writeProcesses(dataDir, supervisor.pids()));
  try {
    // durable, because journeys kill the database and expect to find what it had confirmed
    const stack = await startStack({ mode: "start", settings, env, supervisor, steps: steps(9), durable: true });
    await stack.demoDeals;
    writeRuntime(dataDir, { ready: true, url: settings.url, mailUrl: stack.mailUrl, env: stack.operatorEnv });
    const report = join(reports, "playwright.json");
    const web = join(checkout, "apps", "web");
    const { exited } = startProcess({
      name: "Playwright",
      command: process.execPath,
      args: [join(web, "node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json", ...args],
      env: {
        ...outer,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        PEONY_URL: settings.url,
        PEONY_DATA_DIR: dataDir,
        PEONY_TEST_ADMIN_URL: stack.adminUrl,
        MAIL_URL: stack.mailUrl,
        SANDBOX_URL: stack.sandboxUrl,
      },
      cwd: web,
    });
    const tally = countFrom(report, (await exited).code);
    if (tally.failed > 0) keepLogs(dataDir);
    return tally;
  } catch (error) {
    keepLogs(dataDir);
    throw error;
  } finally {
    await supervisor.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
