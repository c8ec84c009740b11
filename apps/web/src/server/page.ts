import { isDomainError, type Locale } from "@peony/domain/shared";
import { notFound, redirect } from "next/navigation";
import { wayIn } from "./way-in.ts";

/** The data of a page, or the page that says it is not there. What is not yours and what you may not do read alike; a visitor is asked in. */
export const found = async <T>(locale: Locale, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (e) {
    if (!isDomainError(e)) throw e;
    if (e.code === "unauthenticated") redirect(await wayIn(locale));
    if (e.code === "not-found" || e.code === "forbidden" || e.code === "identity/unverified") notFound();
    throw e;
  }
};
