import { expect } from "@playwright/test";
import { env } from "./env.ts";

export type Mail = {
  readonly id: string;
  readonly at: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
};

/** Mails in the local inbox, newest first. @param to only those to this address */
export const mails = async (to?: string): Promise<Mail[]> => {
  const query = to ? `?to=${encodeURIComponent(to)}` : "";
  const answer = await fetch(`${env.mailUrl()}/api/messages${query}`);
  return (await answer.json()) as Mail[];
};

/** Waits for a mail that fits; the worker sends within seconds. */
export const waitForMail = async (to: string, fits: (mail: Mail) => boolean): Promise<Mail> => {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mails(to)).find(fits);
        return found !== undefined;
      },
      { message: `a mail to ${to}`, timeout: 30_000 },
    )
    .toBe(true);
  return found!;
};

/** The first link of a mail into the site whose path holds this word. */
export const linkIn = (mail: Mail, word: string): string => {
  const link = mail.text.match(/https?:\/\/[^\s<>"]+/g)?.find((url) => url.includes(word));
  if (!link) throw new Error(`no link with ${word} in: ${mail.text}`);
  return link;
};
