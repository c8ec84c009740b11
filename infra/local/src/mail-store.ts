import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AddressObject, simpleParser } from "mailparser";

export type Message = {
  readonly id: string;
  /** When it arrived, ISO 8601 in UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
};

const kept = 500;

/** Whom the sender named when handing the mail over; put above the mail, because its own header may say less. */
const envelopeHeader = "X-Envelope-To";

const addressesOf = (value: AddressObject | AddressObject[] | undefined): string[] =>
  [value ?? []].flat().flatMap((group) => group.value.flatMap((one) => (one.address ? [one.address] : [])));

const parse = async (id: string, raw: Buffer): Promise<Message> => {
  const mail = await simpleParser(raw);
  const envelope = mail.headers.get(envelopeHeader.toLowerCase());
  const [millis] = id.split("-");
  return {
    id,
    at: new Date(Number(millis)).toISOString(),
    from: mail.from?.text ?? "",
    to: typeof envelope === "string" ? envelope.split(", ") : addressesOf(mail.to),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || null,
    attachments: mail.attachments.map((one) => ({
      name: one.filename ?? "",
      type: one.contentType,
      bytes: one.size,
    })),
  };
};

export type MailStore = {
  /** Keeps a message as it came; it is on disk when the promise is fulfilled. */
  readonly keep: (raw: Buffer, recipients: readonly string[]) => Promise<Message>;
  /** Newest first. */
  readonly list: () => readonly Message[];
  readonly find: (id: string) => Message | undefined;
};

/** Opens the folder of raw messages; the newest five hundred are kept. */
export const openMailStore = async (folder: string): Promise<MailStore> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const messages: Message[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  for (const name of files.sort()) messages.unshift(await parse(name.slice(0, -4), readFileSync(join(folder, name))));

  let last = 0;
  const nextId = (): string => {
    last = Math.max(Date.now(), last + 1);
    return `${last}-${randomBytes(6).toString("hex")}`;
  };
  return {
    keep: async (raw, recipients) => {
      const id = nextId();
      const whole = Buffer.concat([Buffer.from(`${envelopeHeader}: ${recipients.join(", ")}\r\n`), raw]);
      const message = await parse(id, whole);
      const file = join(folder, `${id}.eml`);
      writeFileSync(`${file}.new`, whole, { mode: 0o600 });
      renameSync(`${file}.new`, file);
      messages.unshift(message);
      for (const old of messages.splice(kept)) rmSync(join(folder, `${old.id}.eml`), { force: true });
      return message;
    },
    list: () => messages,
    find: (id) => messages.find((one) => one.id === id),
  };
};
