import type { SessionKey } from "@peony/features/identity";
import { cookies } from "next/headers";
import { sessionCookie } from "./ctx.ts";

/** Hands a session's token to the browser: `__Host-` means this host only, https (or localhost) only, whole site. */
export const setSessionCookie = async ({ token, expiresAt: expires }: SessionKey): Promise<void> => {
  (await cookies()).set(sessionCookie, token, { httpOnly: true, secure: true, sameSite: "lax", path: "/", expires });
};

export const sessionToken = async (): Promise<string | null> => (await cookies()).get(sessionCookie)?.value ?? null;

/** Takes over a `Set-Cookie` line that Auth.js answered with. */
export const adoptSessionCookie = async (lines: readonly string[]): Promise<void> => {
  for (const line of lines) {
    const [pair = "", ...attributes] = line.split(";");
    const value = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    const expires = attributes
      .map((a) => a.trim())
      .find((a) => /^expires=/i.test(a))
      ?.slice(8);
    await setSessionCookie({
      token: value,
      expiresAt: expires ? new Date(expires) : new Date(Date.now() + 7 * 86_400_000),
    });
  }
};

export const clearSessionCookie = async (): Promise<void> => {
  (await cookies()).set(sessionCookie, "", { httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: 0 });
};
