import { z } from "zod";

/** Every kind of record that has an id, with the prefix its ids carry. The one list; a new noun adds its line here. */
export const idPrefixes = {
  user: "usr",
  organisation: "org",
  invitation: "inv",
  apiKey: "key",
  notification: "ntf",
  mail: "mail",
  file: "fil",
  audit: "aud",
  inbox: "inb",
  item: "item",
  attempt: "att",
  disbursement: "dsb",
  payoutAccount: "pay",
  command: "cmd",
  reward: "rwd",
  rewardLine: "rwl",
  unitRule: "rul",
  objection: "obj",
  contract: "con",
  signer: "sgn",
  listing: "lst",
  confirmation: "cfm",
  demand: "dmd",
  demandInvitation: "dmi",
  demandQuestion: "dmq",
  readback: "rdb",
  deal: "deal",
  room: "room",
  offer: "ofr",
  proposal: "prp",
  disclosure: "dsc",
  delay: "dly",
  partyStatement: "rps",
  import: "imp",
  match: "mat",
  request: "req",
} as const;

export type IdKind = keyof typeof idPrefixes;

/** An id such as `lst_01jx…`: its kind's prefix, an underscore and 26 characters of Crockford base 32 (time first, so ids sort by age). */
export type Id<K extends IdKind> = string & { readonly __kind?: K };

const body = "[0-9a-hjkmnp-tv-z]{26}";

/** Zod schema for an id of one kind. An id of another kind or a made-up form is refused as malformed input. */
export const idSchema = <K extends IdKind>(kind: K) =>
  z.string().regex(new RegExp(`^${idPrefixes[kind]}_${body}$`), { error: "id" }) as unknown as z.ZodType<Id<K>, string>;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Writes an id from a time and 16 random bytes; pure, so that tests can fix both.
 * @param timeMs milliseconds since the epoch (48 bits are used)
 * @param random at least 16 bytes; one base-32 digit is taken from each
 */
export const formatId = <K extends IdKind>(kind: K, timeMs: number, random: Uint8Array): Id<K> => {
  let time = "";
  let rest = Math.floor(timeMs);
  for (let i = 0; i < 10; i++) {
    time = (alphabet[rest % 32] ?? "0") + time;
    rest = Math.floor(rest / 32);
  }
  let tail = "";
  for (let i = 0; i < 16; i++) tail += alphabet[(random[i] ?? 0) % 32];
  return `${idPrefixes[kind]}_${time}${tail}`;
};
