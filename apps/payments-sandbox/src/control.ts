import { Hono } from "hono";
import { renderBalance } from "./book.ts";
import { ApiError, badParameter, missing } from "./errors.ts";
import { API_VERSION, queueDelivery, renderEvent } from "./events.ts";
import { type Faults, faultFields } from "./faults.ts";
import type { RawObject } from "./form.ts";
import { integer, oneOf, readParams, required, type Shape } from "./params.ts";
import { transfersStatus } from "./resources/accounts.ts";
import { allRoutes } from "./resources/index.ts";
import { setTransfersStatus } from "./resources/v2-capabilities.ts";
import { changeSettings, type Scope, settingsOf, virtualNow } from "./scope.ts";
import { PLATFORM, type Store } from "./store.ts";
import { sweep } from "./sweep.ts";
import { TABLE_NAMES } from "./tables.ts";

type Deps = {
  readonly store: Store;
  readonly faults: Faults;
  readonly scope: () => Scope;
  readonly wake: () => void;
};

// Ten years: far beyond every deadline that a test jumps over.
const MAX_SECONDS = 10 * 366 * 24 * 60 * 60;

const clockFields = {
  advance_seconds: integer(0, MAX_SECONDS),
  available_after_seconds: integer(0, MAX_SECONDS),
  payout_after_seconds: integer(0, MAX_SECONDS),
  processing_seconds: integer(0, MAX_SECONDS),
};

const replayFields = { copies: integer(1, 20), signature: oneOf("good", "bad", "stale", "none") };
const accountFields = {
  stripe_transfers: required(oneOf("active", "pending", "rejected", "restricted", "unsupported")),
};

/** The pages behind the curtain: what a test does to the sandbox, as JSON in and JSON out. */
export const controlApp = (deps: Deps): Hono => {
  const app = new Hono();
  const { store, faults } = deps;

  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json({ error: error.body }, error.status as 400);
    console.error(error);
    return c.json({ error: { type: "api_error", message: "The sandbox failed." } }, 500);
  });
  // A page elsewhere in the browser can post a form here, but cannot send JSON without being asked first.
  app.use(async (c, next) => {
    if (c.req.method === "POST" && !c.req.header("content-type")?.startsWith("application/json")) {
      return c.json(
        { error: { type: "invalid_request_error", message: "Send JSON (content-type: application/json)." } },
        415,
      );
    }
    return next();
  });

  app.get("/health", (c) => c.json({ status: "ok", api_version: API_VERSION, endpoints: allRoutes.length }));
  app.post("/reset", (c) => {
    store.reset();
    faults.clear();
    return c.json({ status: "ok" });
  });
  app.get("/state", (c) => c.json(stateOf(deps)));

  app.get("/clock", (c) => c.json(clockOf(store)));
  app.post("/clock", async (c) => {
    const params = await read(c, clockFields);
    store.transaction(() => {
      const before = settingsOf(store);
      changeSettings(store, {
        clockOffsetSeconds: before.clockOffsetSeconds + (params.advance_seconds ?? 0),
        availableAfterSeconds: params.available_after_seconds ?? before.availableAfterSeconds,
        payoutAfterSeconds: params.payout_after_seconds ?? before.payoutAfterSeconds,
        processingSeconds: params.processing_seconds ?? before.processingSeconds,
      });
      sweep(deps.scope());
    });
    deps.wake();
    return c.json(clockOf(store));
  });

  app.get("/faults", (c) => c.json({ data: faults.list() }));
  app.post("/faults", async (c) => c.json(faults.plan(await read(c, faultFields))));
  app.delete("/faults", (c) => {
    faults.clear();
    return c.json({ data: [] });
  });

  app.get("/accounts", (c) =>
    c.json({
      data: store.list("accounts").map((one) => ({
        id: one.id,
        display_name: one.display_name ?? null,
        closed: one.closed ?? false,
        stripe_transfers: transfersStatus(one) ?? null,
      })),
    }),
  );
  app.post("/accounts/:id", async (c) => {
    const params = await read(c, accountFields);
    const account = store.find("accounts", c.req.param("id"));
    if (account === undefined) throw missing("account", c.req.param("id"));
    store.transaction(() => setTransfersStatus(deps.scope(), account, params.stripe_transfers));
    deps.wake();
    return c.json({ id: account.id, stripe_transfers: params.stripe_transfers });
  });

  addEventRoutes(app, deps);
  return app;
};

const read = async <S extends Shape>(c: { req: { text: () => Promise<string> } }, shape: S) => {
  const body = await c.req.text();
  return readParams(shape, body === "" ? {} : parse(body));
};

const parse = (body: string): RawObject => {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as RawObject;
  } catch {
    // Refused below together with what is JSON but no object.
  }
  throw badParameter("parameter_invalid_object", "body", "The body must be a JSON object.");
};

const addEventRoutes = (app: Hono, deps: Deps): void => {
  const { store } = deps;
  const change = (work: () => void): void => {
    store.transaction(work);
    deps.wake();
  };
  const waiting = () => store.list("deliveries").filter((one) => one.state === "pending");

  app.get("/events", (c) => {
    const deliveries = store.list("deliveries");
    const data = store.list("events").map((event) => ({
      ...renderEvent(store, event),
      deliveries: deliveries.filter((one) => one.event === event.id),
    }));
    return c.json({ held: settingsOf(store).eventsHeld, data });
  });
  app.post("/events/hold", (c) => {
    change(() => changeSettings(store, { eventsHeld: true }));
    return c.json({ held: true });
  });
  app.post("/events/release", (c) => {
    change(() => {
      changeSettings(store, { eventsHeld: false });
      for (const one of waiting()) store.put("deliveries", one.id, { ...one, dueAtMs: Date.now() });
    });
    return c.json({ held: false });
  });
  app.post("/events/shuffle", async (c) => {
    const { seed } = await read(c, { seed: integer(0, 0xffff_ffff) });
    const rows = waiting();
    const orders = shuffled(
      rows.map((one) => one.order),
      seed ?? Date.now(),
    );
    change(() =>
      rows.forEach((one, index) => void store.put("deliveries", one.id, { ...one, order: orders[index] ?? one.order })),
    );
    return c.json({
      data: waiting()
        .sort((a, b) => a.order - b.order)
        .map((one) => one.event),
    });
  });
  app.post("/events/duplicate", async (c) => {
    const { copies } = await read(c, { copies: integer(1, 20) });
    change(() => {
      for (const one of waiting()) for (let n = 0; n < (copies ?? 1); n += 1) queueDelivery(store, one.event, one);
    });
    return c.json({ waiting: waiting().length });
  });
  app.post("/events/:id/replay", async (c) => {
    const { copies, signature } = await read(c, replayFields);
    const event = store.find("events", c.req.param("id"));
    if (event === undefined) throw missing("event", c.req.param("id"));
    const sent = store.list("deliveries").filter((one) => one.event === event.id);
    const targets = new Map(sent.map((one) => [one.url, { url: one.url, endpoint: one.endpoint }]));
    change(() => {
      for (const target of targets.values())
        for (let n = 0; n < (copies ?? 1); n += 1) queueDelivery(store, event.id, target, signature);
    });
    return c.json({ queued: targets.size * (copies ?? 1) });
  });
};

const clockOf = (store: Store): object => {
  const settings = settingsOf(store);
  return {
    now: virtualNow(store),
    offset_seconds: settings.clockOffsetSeconds,
    available_after_seconds: settings.availableAfterSeconds,
    payout_after_seconds: settings.payoutAfterSeconds,
    processing_seconds: settings.processingSeconds,
  };
};

const stateOf = ({ store, faults, scope }: Deps): object => {
  const accounts = [PLATFORM, ...store.list("accounts").map((one) => one.id)];
  return {
    clock: clockOf(store),
    events_held: settingsOf(store).eventsHeld,
    faults: faults.list(),
    counts: Object.fromEntries(TABLE_NAMES.map((table) => [table, store.list(table).length])),
    balances: Object.fromEntries(accounts.map((id) => [id, renderBalance(scope(), id)])),
    endpoints: allRoutes.map((one) => `${one.method} ${one.path}`).sort(),
  };
};

/** Fisher and Yates with a small generator (mulberry32), so that a seed gives the same order again. */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const copy = [...items];
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const kept = copy[at] as T;
    copy[at] = copy[other] as T;
    copy[other] = kept;
  }
  return copy;
};
