import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openJournal } from "../src/journal.ts";
import { startSandbox } from "../src/server.ts";
import {
  clientOf,
  type Listener,
  payByPage,
  payee,
  removeFolder,
  SECRET_KEY,
  session,
  startListener,
  temporaryFolder,
  until,
  WEBHOOK_SECRET,
} from "./harness.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

let folder: string;
let listener: Listener;
let running: ChildProcess[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  listener = await startListener();
});
afterEach(async () => {
  for (const one of running) one.kill("SIGKILL");
  running = [];
  await listener.stop();
  removeFolder(folder);
});

type Ended = { readonly code: number | null; readonly stderr: string };

const launch = (env: Record<string, string>) => {
  const child = spawn(process.execPath, [main], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const ended = new Promise<Ended>((done) => child.once("close", (code) => done({ code, stderr })));
  const ready = () => until("ready", () => /^ready (\d+)$/m.exec(stdout)?.[1]);
  return { child, ended, url: async () => `http://localhost:${await ready()}` };
};

const settings = () => ({
  PORT: "0",
  SANDBOX_DATA_DIR: folder,
  SANDBOX_WEBHOOK_URL: listener.url,
  STRIPE_SECRET_KEY: SECRET_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
});

describe("a killed sandbox", () => {
  test("knows afterwards everything it had answered, and still delivers what was owed", async () => {
    const first = launch(settings());
    const url = await first.url();
    const stripe = clientOf(url);
    listener.answers.push(...Array.from({ length: 50 }, () => 503));
    const made = await session(stripe, { payment_intent_data: { transfer_group: "g" } });
    await payByPage(made.url);
    const to = await payee(stripe);
    const send = (client: typeof stripe) =>
      client.transfers.create({ amount: 1234, currency: "cny", destination: to }, { idempotencyKey: "disb-1" });
    const sent = await send(stripe);
    const before = await stripe.balance.retrieve();
    first.child.kill("SIGKILL");
    await first.ended;
    listener.answers.length = 0;
    listener.received.length = 0;

    const again = clientOf(await launch(settings()).url());
    expect(await again.balance.retrieve()).toEqual(before);
    expect(await again.checkout.sessions.retrieve(made.id)).toMatchObject({
      status: "complete",
      payment_status: "paid",
    });
    expect((await send(again)).id).toBe(sent.id);
    expect((await again.transfers.list()).data).toHaveLength(1);
    const owed = ["checkout.session.completed", "payment_intent.succeeded", "transfer.created"];
    await until("owed events", () =>
      owed.every((type) => listener.received.some((one) => one.event.type === type)) ? true : undefined,
    );
  });

  test("cuts off a half-written line and refuses a damaged one", async () => {
    const { journal } = openJournal(folder);
    journal.append([["customers", "cus_1", { account: "platform", seq: 1, value: {} }]]);
    journal.close();
    const file = join(folder, "journal.jsonl");
    appendFileSync(file, '[["customers","cus_2",{"acc');
    const opened = openJournal(folder);
    expect(opened.changes.map(([, id]) => id)).toEqual(["cus_1"]);
    opened.journal.append([["customers", "cus_3", { account: "platform", seq: 2, value: {} }]]);
    opened.journal.close();
    const third = openJournal(folder);
    expect(third.changes.map(([, id]) => id)).toEqual(["cus_1", "cus_3"]);
    third.journal.close();
    writeFileSync(file, `not json\n${readFileSync(file, "utf8")}`);
    expect(() => openJournal(folder)).toThrow(/line 1 is not readable/);
  });

  test("leaves on SIGTERM with code 0", async () => {
    const one = launch(settings());
    await one.url();
    one.child.kill("SIGTERM");
    expect(await one.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("the environment", () => {
  test("is refused with a sentence for each wrong value, all at once", async () => {
    const { code, stderr } = await launch({ PORT: "x", STRIPE_SECRET_KEY: "sk_live_1", SANDBOX_WEBHOOK_URL: "ftp://x" })
      .ended;
    expect(code).toBe(1);
    expect(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["PORT", "SANDBOX_DATA_DIR", "STRIPE_SECRET_KEY", "SANDBOX_WEBHOOK_URL", "STRIPE_WEBHOOK_SECRET"]);
  });

  test("names a taken port", async () => {
    const holder = await startSandbox({ dataDir: join(folder, "holder"), secretKey: SECRET_KEY });
    const { code, stderr } = await launch({ ...settings(), PORT: String(holder.port) }).ended;
    await holder.stop();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${holder.port} is taken.`);
  });
});
