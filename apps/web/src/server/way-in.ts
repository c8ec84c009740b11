import type { Locale } from "@peony/domain/shared";
import { cookies, headers } from "next/headers";
import { placeHeader, signInAddress } from "#features/shell/place.ts";
import { sessionCookie } from "./ctx.ts";

/** Where the reader of the page at hand signs in, and comes back from; a session's cookie without its session has ended. */
export const wayIn = async (locale: Locale): Promise<string> =>
  signInAddress(locale, (await headers()).get(placeHeader), (await cookies()).has(sessionCookie));
