import { homedir } from "node:os";
import { join } from "node:path";

/** The checkout this file lies in. */
export const checkout = join(import.meta.dirname, "..", "..", "..");

/** Where things that can be made again are kept between starts, shared by all checkouts of this user. */
export const cacheFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "peony");
