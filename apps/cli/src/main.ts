import { parseArgs } from "node:util";
import { isDomainError } from "@peony/domain/shared";
import { z } from "zod";
import { CalledWrongly, type Command, CommandFailed } from "./command.ts";
import { readEnv } from "./env.ts";

/** Each is loaded when it is called, so that a command waits for nothing it does not need. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  api: async () => (await import("./commands/api.ts")).apiCommand,
  "api-key": async () => (await import("./commands/api-key.ts")).apiKeyCommand,
  clock: async () => (await import("./commands/clock.ts")).clockCommand,
  demand: async () => (await import("./commands/demand.ts")).demandCommand,
  exchange: async () => (await import("./commands/exchange.ts")).exchangeCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  listing: async () => (await import("./commands/listing.ts")).listingCommand,
  migrate: async () => (await import("./commands/migrate.ts")).migrateCommand,
  parked: async () => (await import("./commands/parked.ts")).parkedCommand,
  reindex: async () => (await import("./commands/reindex.ts")).reindexCommand,
  seed: async () => (await import("./commands/seed.ts")).seedCommand,
  "seed-deals": async () => (await import("./commands/seed-deals.ts")).seedDealsCommand,
  unfreeze: async () => (await import("./commands/unfreeze.ts")).unfreezeCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
};

const usage = async (): Promise<string> => {
  const all = await Promise.all(Object.entries(commands).map(async ([name, load]) => ({ name, ...(await load()) })));
  return [
    "Usage: npm run -s peony -- <command>",
    "",
    ...all.map((c) => `  ${`${c.name} ${c.usage}`.trim().padEnd(86)} ${c.what}`),
  ].join("\n");
};

/** Runs one command; the exit code is 0 done, 1 refused or failed, 2 called wrongly. */
const main = async (): Promise<number> => {
  const [name = "", ...rest] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
  if (!command) {
    process.stderr.write(`${await usage()}\n`);
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
      get env() {
        return readEnv();
      },
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
    return e instanceof TypeError || e instanceof CalledWrongly ? 2 : 1;
  }
};

process.exitCode = await main();
