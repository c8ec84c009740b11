import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Prefixes as Stripe gives them; a client may check that an id fits the object it asked for. */
export type IdPrefix =
  | "acct"
  | "ba"
  | "ch"
  | "cs_test"
  | "cus"
  | "evt"
  | "li"
  | "pi"
  | "pm"
  | "po"
  | "price"
  | "prod"
  | "py"
  | "re"
  | "req"
  | "tr"
  | "trr"
  | "txn"
  | "we"
  | "dlv"
  | "lnk"
  | "flt";

/** `length` letters and digits; at 24 letters the first `length` of a 143-bit space, enough never to repeat. */
export const randomText = (length: number): string => {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: the rest is thrown away so that no letter is favoured.
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
};

/** A new id such as `pi_3Fj…`. Random, so ids of before and after a reset never collide in a client's inbox. */
export const newId = (prefix: IdPrefix): string =>
  `${prefix}_${randomText(prefix === "cs_test" ? 58 : prefix === "acct" ? 16 : 24)}`;
