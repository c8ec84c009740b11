import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { Stripe } from "stripe";
import { expect } from "vitest";
import { type Contract, deriveContract } from "../contract/derive.ts";
import { allRoutes } from "../src/resources/index.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../src/server.ts";

export const SECRET_KEY = "sk_test_sandbox";
export const WEBHOOK_SECRET = "whsec_sandbox";

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "payments-sandbox-"));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Polls until `look` gives something; a red test after `seconds` otherwise. */
export const until = async <T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  seconds = 15,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
};

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly event: Stripe.Event };

export type Listener = {
  readonly url: string;
  readonly received: Received[];
  /** The statuses of the next answers; 200 when used up. */
  readonly answers: number[];
  readonly stop: () => Promise<void>;
};

/** A small receiver of webhooks that keeps everything it was sent. */
export const startListener = async (): Promise<Listener> => {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      received.push({ headers: request.headers, body, event: JSON.parse(body) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

let contract: Contract | undefined;
const validators = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

export const theContract = (): Contract => {
  contract ??= deriveContract();
  return contract;
};

/** One Ajv for all: each definition is compiled once, however many endpoints refer to it. */
const validatorOf = (route: string): ValidateFunction | undefined => {
  const { responses, $defs } = theContract();
  if (ajv === undefined) {
    ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true, inlineRefs: false });
    ajv.addSchema({ $id: "contract", $defs, responses });
  }
  if (!Object.hasOwn(responses, route)) return undefined;
  const pointer = route.replaceAll("/", "~1");
  const validate = validators.get(route) ?? ajv.compile({ $ref: `contract#/responses/${encodeURI(pointer)}` });
  validators.set(route, validate);
  return validate;
};

const routeOf = (method: string, path: string): string | undefined => {
  const steps = (path.split("?")[0] ?? "").split("/");
  const hit = allRoutes.find(
    (one) =>
      one.method === method &&
      one.path.split("/").length === steps.length &&
      one.path.split("/").every((part, index) => part.startsWith(":") || part === steps[index]),
  );
  return hit === undefined ? undefined : `${hit.method} ${hit.path}`;
};

/** What is wrong with an answer by the SDK's own declarations; empty when nothing is. */
export const violations = (route: string, body: unknown): readonly string[] => {
  const validate = validatorOf(route);
  if (validate === undefined) return [`${route} has no shape in contract/shapes.ts`];
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    (error) => `${route}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
};

export type Rig = {
  readonly sandbox: Sandbox;
  readonly stripe: Stripe;
  readonly broken: string[];
  readonly control: (path: string, body?: object) => Promise<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
};

export const clientOf = (url: string, options: Stripe.StripeConfig = {}, key = SECRET_KEY): Stripe => {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
    ...options,
  });
};

/** A sandbox in a folder of its own with the official SDK pointed at it; every good answer is checked by contract. */
export const startRig = async (options: Partial<SandboxOptions> = {}): Promise<Rig> => {
  const folder = temporaryFolder();
  const sandbox = await startSandbox({ dataDir: folder, secretKey: SECRET_KEY, ...options });
  const broken: string[] = [];
  const stripe = clientOf(sandbox.url, { emitEventBodies: true });
  stripe.on("response", (answer: Stripe.ResponseEvent & { readonly body?: unknown }) => {
    const route = routeOf(answer.method, answer.path);
    if (answer.status === 200 && route !== undefined) broken.push(...violations(route, answer.body));
  });
  return {
    sandbox,
    stripe,
    broken,
    control: async (path, body) => {
      const init =
        body === undefined
          ? {}
          : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, init);
      return (await response.json()) as Record<string, unknown>;
    },
    stop: async () => {
      await sandbox.stop();
      removeFolder(folder);
    },
  };
};

/** The book explains the balance: for the platform and each account, to the last unit; and no answer broke the contract. */
export const checkBook = async ({ stripe, broken }: Rig): Promise<void> => {
  const accounts: (string | undefined)[] = [undefined];
  for await (const one of stripe.v2.core.accounts.list()) accounts.push(one.id);
  for (const stripeAccount of accounts) {
    const scope = stripeAccount === undefined ? {} : { stripeAccount };
    const sums = new Map<string, number>();
    for await (const one of stripe.balanceTransactions.list({ limit: 100 }, scope)) {
      expect(one.net).toBe(one.amount - one.fee);
      expect(one.fee_details.reduce((sum, detail) => sum + detail.amount, 0)).toBe(one.fee);
      sums.set(one.currency, (sums.get(one.currency) ?? 0) + one.net);
    }
    const { available, pending } = await stripe.balance.retrieve({}, scope);
    for (const { currency, amount } of available) {
      const waiting = pending.find((one) => one.currency === currency)?.amount ?? 0;
      expect(amount + waiting).toBe(sums.get(currency) ?? 0);
    }
  }
  expect(broken).toEqual([]);
};

export const session = (stripe: Stripe, change: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    ui_mode: "hosted_page",
    mode: "payment",
    success_url: "http://shop.test/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://shop.test/cancelled",
    line_items: [
      { quantity: 1, price_data: { currency: "cny", unit_amount: 1_000_000, product_data: { name: "里程碑一" } } },
    ],
    ...change,
  });

/** Fills the form of the hosted page as a browser would, and stops at the redirect. */
export const payByPage = (url: string | null, number = "4242 4242 4242 4242"): Promise<Response> =>
  fetch(url ?? "", {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email: "finance@firm.test", number, expiry: "12 / 34", cvc: "123", name: "Li Lei" }),
  });

/** A connected account that may receive transfers, through the hosted onboarding page. */
export const payee = async (stripe: Stripe, name = "Henan University"): Promise<string> => {
  const account = await stripe.v2.core.accounts.create({
    display_name: name,
    contact_email: "finance@university.test",
    identity: { country: "cn", entity_type: "company" },
    configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } } },
  });
  const link = await stripe.v2.core.accountLinks.create({
    account: account.id,
    use_case: {
      type: "account_onboarding",
      account_onboarding: { refresh_url: "http://shop.test/again", return_url: "http://shop.test/back" },
    },
  });
  const answer = await fetch(link.url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ holder: name, account: "6222 0212 3456 7890", confirm: "yes" }),
  });
  expect(answer.status).toBe(303);
  return account.id;
};
