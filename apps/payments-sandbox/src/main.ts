import { readEnv } from "./env.ts";
import { startSandbox } from "./server.ts";

const { options, problems } = readEnv();
if (problems.length > 0) {
  for (const sentence of problems) console.error(sentence);
  process.exit(1);
}

const sandbox = await startSandbox(options).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}

console.log(`ready ${sandbox.port}`);
