import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserTests } from "./browser-tests.ts";
import { checkStyle, checkTypes, type Tally, verdict } from "./checks.ts";
import { onStopWish } from "./lifecycle.ts";
import { checkout } from "./paths.ts";
import { startProcess, stopRest } from "./process.ts";
import { runProofs } from "./proofs.ts";
import { say } from "./terminal.ts";

const [mode, ...chosen] = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), "peony-reports-"));

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean };

/** Runs Vitest and counts from its report; a run that fails without a failed test counts as one failure. */
const vitest = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Tally> => {
  const file = join(reports, "vitest.json");
  const { exited } = startProcess({
    name: "Vitest",
    command: join(checkout, "node_modules", ".bin", "vitest"),
    args: ["run", ...args, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`],
    env: { ...process.env, NODE_ENV: "test", ...env },
    cwd: checkout,
  });
  const exit = await exited;
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
    const silent = exit.code !== 0 && report.numFailedTests === 0 ? 1 : 0;
    return { passed: report.numPassedTests, failed: report.numFailedTests + silent, skipped: report.numPendingTests };
  } catch {
    return verdict(false);
  }
};

const full = mode === "check" && chosen[0] === "full";

type Stage = { readonly name: string; readonly title: string; readonly work: () => Promise<Tally> };

const stages: readonly Stage[] = full
  ? [
      {
        name: "full",
        title: "Long proofs at their full count",
        work: () =>
          runProofs(
            (env, tests) => vitest(tests, env),
            chosen[1],
            () => interrupted,
          ),
      },
    ]
  : [
      { name: "types", title: "Type check", work: checkTypes },
      { name: "style", title: "Lint and format", work: checkStyle },
      ...(mode === "check"
        ? [{ name: "guards", title: "Guards", work: () => vitest(["scripts/guards"]) }]
        : [
            { name: "vitest", title: "Guards, unit and integration tests", work: () => vitest([]) },
            { name: "browser", title: "Browser journeys", work: () => browserTests(reports, chosen.slice(1)) },
          ]),
    ];

const runStage = async (stage: Stage): Promise<Tally> => {
  const since = Date.now();
  say(`\n== ${stage.title}`);
  const tally = await stage.work().catch((error: Error) => {
    say(error.message);
    return verdict(false);
  });
  const took = Math.round((Date.now() - since) / 1000);
  say(`== ${stage.title}: ${tally.passed} passed, ${tally.failed} failed in ${took} s`);
  return tally;
};

let interrupted = false;
onStopWish(() => {
  interrupted = true;
  void stopRest().then(() => process.exit(130));
});

mkdirSync(reports, { recursive: true });
const wanted = chosen[0] ? stages.filter((stage) => stage.name === chosen[0]) : stages;
if (wanted.length === 0)
  say(`There is no stage "${chosen[0]}"; there are ${stages.map((one) => one.name).join(", ")}.`);
const total = { passed: 0, failed: wanted.length === 0 ? 1 : 0, skipped: 0 };
for (const stage of wanted) {
  if (interrupted) break;
  const tally = await runStage(stage);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}
if (!interrupted) {
  await stopRest();
  rmSync(reports, { recursive: true, force: true });
  say(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  process.exit(total.failed === 0 ? 0 : 1);
}
