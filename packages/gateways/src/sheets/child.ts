import { type RawRequest, rawBatches } from "./raw-batches.ts";
import { SheetStop } from "./stop.ts";

/** Buffers lie outside the heap that Node limits, so that all of it is measured too. */
const maxResidentBytes = 450_000_000;
const measureMs = 50;

let peak = 0;

/** Writes one line; waits where the reader of the other end is slower. */
const say = (message: object): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(`${JSON.stringify(message)}\n`)) resolve();
    else process.stdout.once("drain", resolve);
  });

const stop = ({ fault, message, args }: SheetStop): Promise<void> => say({ fault, detail: message, args, peak });

const measure = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
  if (peak <= maxResidentBytes) return;
  void stop(new SheetStop("memory", `${peak} bytes resident`)).then(() => process.exit(0));
};

const main = async (): Promise<void> => {
  const measuring = setInterval(measure, measureMs);
  try {
    for await (const batch of rawBatches(JSON.parse(process.argv[2] ?? "") as RawRequest)) await say(batch);
    measure();
    await say({ done: true, peak });
  } catch (e) {
    measure();
    if (e instanceof SheetStop) await stop(e);
    else throw e;
  } finally {
    clearInterval(measuring);
  }
};

await main();
