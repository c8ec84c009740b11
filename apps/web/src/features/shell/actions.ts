"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { originIsOurs } from "../../server/action.ts";
import { env } from "../../server/env.ts";
import { displayChoices } from "./display.ts";

/** Remembers reading size or theme in this browser and shows the same page again. Anything but the choice means standard. */
export async function setDisplayAction(form: FormData): Promise<void> {
  const h = await headers();
  if (!originIsOurs(h.get("origin"))) return;
  const jar = await cookies();
  const secure = env().PEONY_URL.startsWith("https:");
  for (const [name, { cookie, value }] of Object.entries(displayChoices)) {
    if (form.get(name) === value)
      jar.set(cookie, value, { path: "/", maxAge: 31_536_000, sameSite: "lax", httpOnly: true, secure });
    else if (form.has(name)) jar.delete(cookie);
  }
  redirect(samePage(h.get("referer")));
}

/** The path the reader came from; another site's address leads home. */
function samePage(referer: string | null): string {
  if (!referer || !URL.canParse(referer)) return "/";
  const from = new URL(referer);
  return originIsOurs(from.origin) ? `${from.pathname}${from.search}` : "/";
}
