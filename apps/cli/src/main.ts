import { parseArgs } from "node:util";
import { isDomainError } from "@peony/domain/shared";
import { z } from "zod";
import { type Command, CommandFailed } from "./command.ts";
import { apiKeyCommand } from "./commands/api-key.ts";
import { clockCommand } from "./commands/clock.ts";
import { demandCommand } from "./commands/demand.ts";
import { exchangeCommand } from "./commands/exchange.ts";
import { importCommand } from "./commands/import.ts";
import { listingCommand } from "./commands/listing.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { parkedCommand } from "./commands/parked.ts";
import { reindexCommand } from "./commands/reindex.ts";
import { seedCommand } from "./commands/seed.ts";
import { seedDealsCommand } from "./commands/seed-deals.ts";
import { unfreezeCommand } from "./commands/unfreeze.ts";
import { verifyCommand } from "./commands/verify.ts";
import { readEnv } from "./env.ts";

const commands: Readonly<Record<string, Command>> = {
  "api-key": apiKeyCommand,
  clock: clockCommand,
  demand: demandCommand,
  exchange: exchangeCommand,
  import: importCommand,
  listing: listingCommand,
  migrate: migrateCommand,
  parked: parkedCommand,
  reindex: reindexCommand,
  seed: seedCommand,
  "seed-deals": seedDealsCommand,
  unfreeze: unfreezeCommand,
  verify: verifyCommand,
};

const usage = (): string =>
  [
    "Usage: npm run -s peony -- <command>",
    "",
    ...Object.entries(commands).map(([name, c]) => `  ${`${name} ${c.usage}`.trim().padEnd(86)} ${c.what}`),
  ].join("\n");

/** Runs one command; the exit code is 0 done, 1 refused or failed, 2 called wrongly. */
const main = async (): Promise<number> => {
  const [name = "", ...rest] = process.argv.slice(2);
  const command = commands[name];
  if (!command) {
    process.stderr.write(`${usage()}\n`);
    return name === "" || name === "help" ? 0 : 2;
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    return await command.run({
      env: readEnv(),
      values,
      positionals,
      print: (line) => process.stdout.write(`${line}\n`),
    });
  } catch (e) {
    if (e instanceof CommandFailed) process.stderr.write(`${e.message}\n`);
    else if (isDomainError(e)) process.stderr.write(`Refused (${e.code}): ${e.message}\n`);
    else if (e instanceof z.ZodError)
      process.stderr.write(
        `Not configured: ${e.issues.map((i) => i.path.join(".")).join(", ")}. Start Peony first, or set these variables.\n`,
      );
    else if (e instanceof TypeError && "code" in e && String(e.code).startsWith("ERR_PARSE_ARGS"))
      process.stderr.write(`${e.message}\nUsage: peony ${name} ${command.usage}\n`);
    else process.stderr.write(`${e instanceof Error ? (e.stack ?? e.message) : String(e)}\n`);
    return e instanceof TypeError ? 2 : 1;
  }
};

process.exitCode = await main();
