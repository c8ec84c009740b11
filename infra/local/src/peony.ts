import { join } from "node:path";
import { onStopWish } from "./lifecycle.ts";
import { checkout } from "./paths.ts";
import { readRuntime } from "./runtime.ts";
import { readEnvironment, readSettings } from "./settings.ts";

// Runs one operator's command against the Peony that runs from this data folder, or against DATABASE_URL.
const env = readEnvironment(process.env);
const { settings, problems } = readSettings(env);
const runtime = readRuntime(settings.dataDir);
// `api` speaks to any Peony, by its address
const needsPeony = !["help", "--help", "-h", "verify", "api", undefined].includes(process.argv[2]);

const give = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

if (problems.length > 0) give(problems.join("\n"));
if (!runtime?.ready && !env.DATABASE_URL && needsPeony)
  give("Peony is not running here, and DATABASE_URL is not set. Start it with `npm start`, then try again.");

onStopWish(() => process.exit(130));
const own = env.DATABASE_URL ? { DATABASE_URL: env.DATABASE_URL } : {};
Object.assign(process.env, runtime?.ready ? { ...runtime.env, ...own } : env);
process.argv.splice(1, 1, join(checkout, "apps", "cli", "src", "main.ts"));
await import(join(checkout, "apps", "cli", "src", "main.ts"));
// the channel to the process that started us must not keep a finished command alive
process.channel?.unref();
