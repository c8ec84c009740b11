import { eq } from "drizzle-orm";
import { mails } from "../schema/index.ts";
import type { TestDb } from "./database.ts";

/** Mails to an address in the order they were written. */
export const mailsTo = (db: TestDb, email: string) =>
  db.admin.select().from(mails).where(eq(mails.recipient, email)).orderBy(mails.createdAt, mails.id);

/** The tokens of the links in them, in that order. */
export const linksIn = async (db: TestDb, email: string): Promise<string[]> =>
  (await mailsTo(db, email)).map((m) => m.args.path?.split("/").at(-1) ?? "");
