"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { originIsOurs } from "../../server/action.ts";
import { env } from "../../server/env.ts";
import { textSizeCookie } from "./display.ts";

/** Remembers the reading size in this browser and shows the same page again. Anything but `large` means standard. */
export async function setTextSizeAction(form: FormData): Promise<void> {
  const h = await headers();
  if (!originIsOurs(h.get("origin"))) return;
  const jar = await cookies();
  const https = env().PEONY_URL.startsWith("https:");
  if (form.get("size") === "large") {
    jar.set(textSizeCookie, "large", { path: "/", maxAge: 31_536_000, sameSite: "lax", httpOnly: true, secure: https });
  } else {
    jar.delete(textSizeCookie);
  }
  redirect(samePage(h.get("referer")));
}

/** The path the reader came from; another site's address leads home. */
function samePage(referer: string | null): string {
  if (!referer || !URL.canParse(referer)) return "/";
  const from = new URL(referer);
  return originIsOurs(from.origin) ? `${from.pathname}${from.search}` : "/";
}
