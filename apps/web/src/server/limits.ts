import { isIPv6 } from "node:net";
import { DomainError } from "@peony/domain/shared";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "./ctx.ts";

/** Every limit of the house: so many in so many seconds, per account and per address, each counted by itself. */
export const limits = {
  "sign-in:account": { points: 5, seconds: 900 },
  "sign-in:address": { points: 30, seconds: 900 },
  "mail:account": { points: 3, seconds: 3600 },
  "mail:address": { points: 20, seconds: 3600 },
  "sign-up:address": { points: 5, seconds: 3600 },
  "search:visitor": { points: 60, seconds: 60 },
  "search:person": { points: 300, seconds: 60 },
  offers: { points: 20, seconds: 3600 },
  questions: { points: 20, seconds: 3600 },
  registry: { points: 120, seconds: 3600 },
  uploads: { points: 60, seconds: 3600 },
  exports: { points: 10, seconds: 3600 },
  api: { points: 600, seconds: 60 },
} as const;
export type Limit = keyof typeof limits;

const made = new Map<Limit, RateLimiterPostgres>();
const limiter = (name: Limit): RateLimiterPostgres => {
  const known = made.get(name);
  if (known) return known;
  const { points, seconds } = limits[name];
  const fresh = new RateLimiterPostgres({
    storeClient: db().$client,
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  made.set(name, fresh);
  return fresh;
};

/** Who is counted: one IPv6 subscriber has a whole /64 of addresses, and an IPv4 address may be written as an IPv6 one. */
export const senderOf = (sender: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(sender)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(sender)) return sender;
  const [head = "", tail] = sender.split("::");
  const first = head.split(":").filter(Boolean);
  const last = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(Math.max(0, zeros)).fill("0"), ...last];
  return `${all
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":")}::/64`;
};

/** Takes one point. At the last one the next is refused until the window has passed. @throws DomainError rate-limited with the seconds to wait */
export const spend = async (name: Limit, sender: string | null): Promise<void> => {
  try {
    await limiter(name).consume(senderOf(sender ?? "unknown"));
  } catch (e) {
    if (!(e instanceof RateLimiterRes)) throw e;
    throw new DomainError("rate-limited", name, {
      args: { seconds: Math.max(1, Math.ceil(e.msBeforeNext / 1000)) },
    });
  }
};

/** Gives the points back, as after a right password. */
export const refund = async (name: Limit, sender: string): Promise<void> => {
  await limiter(name).delete(senderOf(sender));
};
