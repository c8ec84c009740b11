import { type Ctx, type Db, newId, type Origin, openDb } from "@peony/db";
import { type Actor, type MemberRole, type OrganisationKind, type PersonActor, visitor } from "@peony/domain/identity";
import { formatId, type Locale } from "@peony/domain/shared";
import { hashToken, isShort } from "@peony/features/identity";
import { sql } from "drizzle-orm";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { env } from "./env.ts";
import { log } from "./log.ts";

/** One pool per process, kept across hot reloads of the development server. */
const held = globalThis as typeof globalThis & { peonyDb?: Db };
export const db = (): Db => {
  held.peonyDb ??= openDb(env().DATABASE_URL, (e) => log.warn({ err: e }, "idle database connection lost"), 12);
  return held.peonyDb;
};

export const sessionCookie = "__Host-peony-session";

/** Sessions end after twelve quiet hours; for operator, finance and park after two. */
const quietHours = (kind: OrganisationKind | null, roles: readonly MemberRole[]): number =>
  isShort(kind ? { kind, roles } : undefined) ? 2 : 12;

type SessionRow = {
  user_id: string;
  name: string;
  locale: Locale;
  org_id: string | null;
  org_kind: OrganisationKind | null;
  verification: string | null;
  country: string | null;
  roles: MemberRole[] | null;
  last_seen_at: Date;
  proved_at: Date;
  now: Date;
};

/** The person behind a session token, or null: ended, expired, quiet for too long, suspended. A changed role counts from the next request. */
export const actorOfSession = async (token: string): Promise<PersonActor | null> => {
  const hash = hashToken(token);
  const { rows } = await db().execute<SessionRow>(sql`
    select u.id as user_id, u.name, u.locale, m.org_id, o.kind as org_kind, o.verification, o.country, m.roles, s.last_seen_at, s.proved_at, app_now() as now
    from sessions s
    join users u on u.id = s.user_id and u.suspended_at is null
    left join members m on m.user_id = u.id and m.org_id = s.org_id and m.suspended_at is null
    left join organisations o on o.id = m.org_id
    where s.token_hash = ${hash} and s.expires_at > app_now()`);
  const row = rows[0];
  if (!row) return null;
  const roles = row.roles ?? [];
  const quietMs = new Date(row.now).getTime() - new Date(row.last_seen_at).getTime();
  if (quietMs > quietHours(row.org_kind, roles) * 3_600_000) return null;
  if (quietMs > 60_000)
    await db().execute(sql`update sessions set last_seen_at = app_now() where token_hash = ${hash}`);
  return {
    kind: "person",
    userId: row.user_id,
    name: row.name,
    locale: row.locale,
    orgId: row.org_id,
    orgKind: row.org_kind,
    orgVerified: row.verification === "verified",
    orgCountry: row.country,
    roles,
    via: "session",
    provedAt: new Date(row.proved_at),
  };
};

/**
 * The sender's address. The last hop is the socket's, added as the request came in; before it stands what each proxy says of who
 * called it, and of those only as many are believed as are ours.
 */
export const addressOf = (h: Headers, proxies = env().PEONY_TRUSTED_PROXIES): string | null => {
  const hops = (h.get("x-forwarded-for") ?? "")
    .split(",")
    .map((s) => s.trim())
    .filter(Boolean);
  return hops.at(-1 - proxies) ?? hops[0] ?? null;
};

export const originOf = (h: Headers): Origin => ({
  requestId:
    h.get("x-request-id")?.match(/^[\w-]{8,64}$/)?.[0] ??
    formatId("request", Date.now(), crypto.getRandomValues(new Uint8Array(16))),
  address: addressOf(h),
  agent: h.get("user-agent")?.slice(0, 300) ?? null,
});

export const ctxFor = (actor: Actor, origin: Origin): Ctx => ({ db: db(), actor, origin, newId });

/** The context of this page or action; read once per request. */
export const requestCtx = cache(async (): Promise<Ctx> => {
  const token = (await cookies()).get(sessionCookie)?.value;
  const actor = token ? await actorOfSession(token) : null;
  return ctxFor(actor ?? visitor, originOf(await headers()));
});

export type { Ctx };
