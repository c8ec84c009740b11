import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Api, createApi } from "./api.ts";
import { controlApp } from "./control.ts";
import { createFaults } from "./faults.ts";
import { checkoutPages } from "./pages/checkout.ts";
import { onboardingPages } from "./pages/onboarding.ts";
import { type Config, type Scope, virtualNow } from "./scope.ts";
import { openStore, PLATFORM } from "./store.ts";
import { sweep } from "./sweep.ts";
import { startDeliverer } from "./webhooks.ts";
import type { Wire } from "./wire.ts";

export type SandboxOptions = {
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly dataDir: string;
  /** Begins with `sk_test_`; the only key that is accepted. */
  readonly secretKey: string;
  /** Where events are posted, signed with `webhookSecret`. */
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  /** The origin in session and onboarding links; `http://localhost:<port>` when left out. */
  readonly publicUrl?: string;
  /** Currency of an empty balance, default `cny`. */
  readonly currency?: string;
  /** Basis points of the fee per charge, default 290 (plus a fixed part per currency); 0 = no fee at all. */
  readonly feeBps?: number;
};

export type Sandbox = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

const MAX_BODY_BYTES = 1024 * 1024;
const SWEEP_MS = 500;

/**
 * Starts the sandbox on loopback and resolves when it listens. `url` is `http://localhost:<port>`: give its host,
 * port and protocol to the official SDK. State lives in `dataDir` and is complete after a kill at any moment.
 * Rejects with one sentence when the key is not a test key, the folder is unusable or the port is taken.
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  if (!options.secretKey.startsWith("sk_test_"))
    throw new Error("The payments sandbox accepts test keys (sk_test_…) only.");
  if (options.webhookUrl !== undefined && !options.webhookSecret)
    throw new Error("A webhook address needs a webhook secret.");
  const config: Config = {
    secretKey: options.secretKey,
    currency: options.currency ?? "cny",
    feeBps: options.feeBps ?? 290,
    webhookUrl: options.webhookUrl ?? null,
    webhookSecret: options.webhookSecret ?? null,
  };
  const store = openStore(options.dataDir);
  const faults = createFaults();
  const deliverer = startDeliverer(store, config);
  let port = options.port ?? 0;
  const origin = () => options.publicUrl?.replace(/\/+$/, "") ?? `http://localhost:${port}`;
  const scope = (): Scope => ({
    store,
    config,
    now: virtualNow(store),
    account: PLATFORM,
    origin: origin(),
    request: null,
  });

  const api = createApi({ store, config, faults, origin, wake: deliverer.wake });
  const pages = { scope, wake: deliverer.wake };
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.use((c, next) =>
    isOurs(c.req.header("host"), origin()) ? next() : Promise.resolve(c.text("This host is not served here.", 421)),
  );
  app.route("/_sandbox", controlApp({ store, faults, scope, wake: deliverer.wake }));
  app.route("/c", checkoutPages(pages));
  app.route("/setup", onboardingPages(pages));
  app.all("/*", (c) => answerApi(api, c.req.raw, c.env));

  const server = createAdaptorServer({ fetch: app.fetch, hostname: "127.0.0.1" }) as Server;
  try {
    port = await listen(server, port);
  } catch (error) {
    store.close();
    throw error;
  }
  const tick = (): void => {
    store.transaction(() => sweep(scope()));
    deliverer.wake();
  };
  tick();
  const timer = setInterval(tick, SWEEP_MS).unref();

  return {
    url: `http://localhost:${port}`,
    port,
    stop: async () => {
      clearInterval(timer);
      await deliverer.stop();
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
      store.close();
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is taken. Set PORT to another one, or to 0 for any free port.`)
          : error,
      ),
    );
    // Loopback only: whoever reaches this port can make money appear.
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

/** Refuses names that a foreign page could have pointed at this machine. */
const isOurs = (host: string | undefined, origin: string): boolean => {
  if (host === undefined) return false;
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host) || host === new URL(origin).host;
};

const answerApi = async (api: Api, request: Request, env: HttpBindings): Promise<Response> => {
  const url = new URL(request.url);
  const wire: Wire = await api.handle({
    method: request.method,
    path: url.pathname.replace(/\/$/, ""),
    query: url.search.slice(1),
    body: request.method === "POST" ? await request.text() : "",
    header: (name) => request.headers.get(name) ?? undefined,
  });
  if (wire.kind === "answer") return new Response(wire.body, { status: wire.status, headers: wire.headers });
  const { socket } = env.incoming;
  if (wire.kind === "reset") socket.resetAndDestroy();
  else setTimeout(() => socket.destroy(), wire.ms).unref();
  return RESPONSE_ALREADY_SENT;
};
