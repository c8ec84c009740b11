import { onStopWish, stopEverything } from "./lifecycle.ts";
import { isPortFree } from "./ports.ts";
import { databaseProblem } from "./roles.ts";
import { readRuntime, removeRuntime, writeProcesses, writeRuntime } from "./runtime.ts";
import { readEnvironment, readSettings, type Settings } from "./settings.ts";
import { startStack } from "./stack.ts";
import { type Supervisor, supervise } from "./supervisor.ts";
import { say, steps } from "./terminal.ts";

const mode = process.argv[2] === "dev" ? "dev" : "start";

const demoAccounts = `Demo accounts (password: peony-demo)
  University   tto@  tto2@  inventor@  signer@  unifinance@
  Firm         firm@  firmsigner@  finance@
  Broker       broker@          Park office  park@
  Bank         bank@            Expert       expert@          Abroad  abroad@
  Operator     operator@  operator2@
  each followed by demo.peony.test, for example tto@demo.peony.test`;

/** Sentences about everything that stands in the way, found before anything runs. */
const problemsOf = async (settings: Settings, found: readonly string[]): Promise<readonly string[]> => {
  const other = readRuntime(settings.dataDir);
  if (other)
    return [
      ...found,
      `Peony already runs from ${settings.dataDir} (process ${other.pid}${other.ready ? `, ${other.url}` : ""}); stop it, or set PEONY_DATA_DIR to another folder.`,
    ];
  const busy =
    found.length === 0 && !(await isPortFree(settings.port))
      ? [
          `Port ${settings.port} is used by another program; stop it, or choose another: PORT=${settings.port + 1} npm start`,
        ]
      : [];
  const database = found.length === 0 && settings.databaseUrl ? await databaseProblem(settings.databaseUrl) : undefined;
  return [...found, ...busy, ...(database ? [database] : [])];
};

const main = async (): Promise<void> => {
  const env = readEnvironment(process.env);
  const { settings, problems: found } = readSettings(env);
  const supervisor: Supervisor = supervise(() => writeProcesses(settings.dataDir, supervisor.pids()));
  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  onStopWish(() => {
    say("Stopping …");
    void stopEverything(supervisor).then(() => finish(0));
  });

  const problems = await problemsOf(settings, found);
  if (problems.length > 0) {
    process.stderr.write(`Peony was not started:\n${problems.map((one) => `- ${one}`).join("\n")}\n`);
    process.exit(1);
  }
  writeRuntime(settings.dataDir, { ready: false, url: settings.url, mailUrl: undefined, env: {} });
  say("3/9 Settings … checked");

  startStack({ mode, settings, env, supervisor, steps: steps(9), durable: true }).then(
    (stack) => {
      const { mailUrl, operatorEnv } = stack;
      writeRuntime(settings.dataDir, { ready: true, url: settings.url, mailUrl, env: operatorEnv });
      if (settings.demo) say(`\n${demoAccounts}\n`);
      if (mailUrl) say(`Mail inbox: ${mailUrl}`);
      say(`Peony is ready: ${settings.url}`);
    },
    async (error: Error) => {
      if (supervisor.stopping) return;
      process.stderr.write(`\n${error.message}\nLogs are in ${settings.dataDir}.\n`);
      await stopEverything(supervisor);
      finish(1);
    },
  );
  const code = await finished;
  removeRuntime(settings.dataDir);
  process.exit(code);
};

await main();
