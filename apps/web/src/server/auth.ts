import { Auth, type AuthConfig } from "@auth/core";
import type { Adapter, AdapterUser } from "@auth/core/adapters";
import Credentials from "@auth/core/providers/credentials";
import type { Profile } from "@auth/core/types";
import { credentialsInput, visitor } from "@peony/domain/identity";
import type { Id, Locale } from "@peony/domain/shared";
import {
  createOidcUser,
  endSession,
  findOidcUser,
  findUser,
  linkOidcAccount,
  openSession,
  verifyCredentials,
} from "@peony/features/identity";
import { argon2Passwords } from "@peony/gateways/passwords";
import { z } from "zod";
import { actorOfSession, addressOf, ctxFor, originOf, sessionCookie } from "./ctx.ts";
import { env } from "./env.ts";
import { refund, spend } from "./limits.ts";
import { log } from "./log.ts";

const secure = { httpOnly: true, sameSite: "lax", path: "/", secure: true } as const;
const weekSeconds = 7 * 86_400;

const toAdapterUser = (u: { id: string; email: string; name: string; emailVerifiedAt: Date | null }): AdapterUser => ({
  id: u.id,
  email: u.email,
  name: u.name,
  emailVerified: u.emailVerifiedAt,
});

/** Sessions and people of Auth.js are ours: the adapter only carries them over. Tokens are stored by their hash. */
const adapter = (headers: Headers): Adapter => {
  const ctx = ctxFor(visitor, originOf(headers));
  return {
    getUser: async (id) => {
      const user = await findUser(ctx, { id });
      return user && toAdapterUser(user);
    },
    getUserByEmail: async (email) => {
      const user = await findUser(ctx, { email });
      return user && toAdapterUser(user);
    },
    getUserByAccount: async ({ provider, providerAccountId }) => {
      const user = await findOidcUser(ctx, provider, providerAccountId);
      return user && toAdapterUser(user);
    },
    createUser: async (user) =>
      toAdapterUser(await createOidcUser(ctx, { email: user.email, name: user.name ?? user.email })),
    linkAccount: async ({ provider, providerAccountId, userId }) => {
      await linkOidcAccount(ctx, { provider, providerAccountId, userId });
    },
    updateUser: async (user) => user as AdapterUser,
    // Auth.js proposes a token; ours is the one the cookie carries, so its own is exchanged here.
    createSession: async ({ userId }) => {
      const { token, expiresAt } = await openSession(ctx, userId);
      return { sessionToken: token, userId, expires: expiresAt };
    },
    getSessionAndUser: async (token) => {
      const actor = await actorOfSession(token);
      const user = actor && (await findUser(ctx, { id: actor.userId }));
      return user
        ? {
            session: { sessionToken: token, userId: user.id, expires: new Date(Date.now() + weekSeconds * 1000) },
            user: toAdapterUser(user),
          }
        : null;
    },
    updateSession: async () => null,
    deleteSession: async (token) => {
      await endSession(ctx, token);
    },
  };
};

const oidc = (): AuthConfig["providers"] => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  return [
    {
      id: "oidc",
      name: "OIDC",
      type: "oidc",
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      checks: ["pkce", "state", "nonce"],
      // Name and address belong to the userinfo answer (OIDC Core 5.4); the id token need not hold them.
      idToken: false,
      profile: (p) => ({ id: p.sub, email: p.email, name: p.name ?? p.preferred_username ?? p.email }),
    },
  ];
};

/** The provider vouches for the address: one it says is unchecked, or none at all, opens no account. */
const isVouchedFor = (profile: Profile | undefined): boolean =>
  typeof profile?.email === "string" && z.email().safeParse(profile.email).success && profile.email_verified !== false;

/** Where the browser goes back to says in which language it was reading. */
const localeOfReturn = (headers: Headers): Locale =>
  /peony-callback=[^;]*%2Fen%2F/i.test(headers.get("cookie") ?? "") ? "en" : "zh";

const config = (headers: Headers): AuthConfig => {
  const own = adapter(headers);
  const locale = localeOfReturn(headers);
  return {
    basePath: "/api/auth",
    secret: env().AUTH_SECRET,
    trustHost: true,
    adapter: own,
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (raw) => {
          const input = credentialsInput.safeParse({ email: raw.email, password: raw.password });
          if (!input.success) return null;
          const userId = await verifyCredentials(ctxFor(visitor, originOf(headers)), argon2Passwords, input.data);
          return userId ? { id: userId } : null;
        },
      }),
      ...oidc(),
    ],
    jwt: {
      // With credentials Auth.js always asks for a token of its own making; ours is a database session.
      encode: async ({ token }) => {
        if (!token?.sub) throw new Error("sign-in without a person");
        return (await openSession(ctxFor(visitor, originOf(headers)), token.sub as Id<"user">)).token;
      },
      decode: async () => null,
    },
    session: { maxAge: weekSeconds },
    cookies: {
      sessionToken: { name: sessionCookie, options: secure },
      csrfToken: { name: "__Host-peony-csrf", options: secure },
      callbackUrl: { name: "__Secure-peony-callback", options: secure },
      pkceCodeVerifier: { name: "__Secure-peony-pkce", options: { ...secure, maxAge: 900 } },
      state: { name: "__Secure-peony-state", options: { ...secure, maxAge: 900 } },
      nonce: { name: "__Secure-peony-nonce", options: { ...secure, maxAge: 900 } },
    },
    pages: { signIn: `/${locale}/sign-in`, error: `/${locale}/sign-in` },
    callbacks: {
      signIn: ({ account, profile }) => account?.provider !== "oidc" || isVouchedFor(profile),
    },
    logger: {
      error: (e) => {
        if (!("type" in e && e.type === "CredentialsSignin")) log.warn({ err: e }, "sign-in failed");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
};

/** Auth.js behind our own origin: the request is rebuilt on the configured one, so a forged Host header leads nowhere. */
export const authenticate = (request: Request): Promise<Response> => {
  const url = new URL(request.url);
  const ours = new Request(new URL(url.pathname + url.search, env().PEONY_URL), request);
  return Auth(ours, config(request.headers)) as Promise<Response>;
};

const cookiePairs = (response: Response): string[] => response.headers.getSetCookie();
const cookieHeader = (setCookies: readonly string[]): string => setCookies.map((c) => c.split(";")[0]).join("; ");

/**
 * Signs in with mail and password without leaving the form: what the browser's two calls would do, done here, so that it works
 * without scripts too. Returns the cookies to set, or null where mail or password is not right.
 */
export const signInWithPassword = async (
  headers: Headers,
  input: { email: string; password: string },
): Promise<string[] | null> => {
  await spend("sign-in:address", addressOf(headers));
  await spend("sign-in:account", input.email);
  const base = env().PEONY_URL;
  const passed = {
    "user-agent": headers.get("user-agent") ?? "",
    "x-forwarded-for": headers.get("x-forwarded-for") ?? "",
  };
  const csrf = await authenticate(new Request(`${base}/api/auth/csrf`, { headers: passed }));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await authenticate(
    new Request(`${base}/api/auth/callback/credentials`, {
      method: "POST",
      headers: {
        ...passed,
        "content-type": "application/x-www-form-urlencoded",
        cookie: cookieHeader(cookiePairs(csrf)),
        "x-auth-return-redirect": "1",
      },
      body: new URLSearchParams({ csrfToken, email: input.email, password: input.password }),
    }),
  );
  const set = cookiePairs(answer).filter((c) => c.startsWith(`${sessionCookie}=`));
  if (set.length === 0) return null;
  await refund("sign-in:account", input.email);
  return set;
};

/** Sends the browser to the configured identity provider; the answer carries the cookies its return is checked against. */
export const startOidc = async (headers: Headers, locale: Locale): Promise<Response> => {
  const base = env().PEONY_URL;
  const csrf = await authenticate(new Request(`${base}/api/auth/csrf`));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await authenticate(
    new Request(`${base}/api/auth/signin/oidc`, {
      method: "POST",
      headers: {
        "user-agent": headers.get("user-agent") ?? "",
        "content-type": "application/x-www-form-urlencoded",
        cookie: cookieHeader(cookiePairs(csrf)),
      },
      body: new URLSearchParams({ csrfToken, callbackUrl: `${base}/${locale}/desk` }),
    }),
  );
  const out = new Headers({ location: answer.headers.get("location") ?? base });
  for (const line of [...cookiePairs(csrf), ...cookiePairs(answer)]) out.append("set-cookie", line);
  return new Response(null, { status: 303, headers: out });
};
