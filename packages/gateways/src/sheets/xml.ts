import { SheetStop } from "./stop.ts";

const maxDepth = 100;
/** A cell holds 32,767 characters; written with entities it may take eight times as many. */
const maxToken = 300_000;
const maxNames = 2_000;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const characterOf = (code: number): string => {
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10_ff_ff);
  if (!allowed || (code >= 0xd800 && code <= 0xdfff)) throw new SheetStop("damaged", `no character has number ${code}`);
  return String.fromCodePoint(code);
};

/** Text with its references replaced. Only the five names of XML itself and numbers exist; others would need a document type. */
export const decoded = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([^;&\s]{1,40}));|&/g, (all, hex, dec, name) => {
        if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
        if (dec !== undefined) return characterOf(Number.parseInt(dec, 10));
        if (name !== undefined && Object.hasOwn(named, name)) return named[name] ?? "";
        throw new SheetStop("damaged", `unknown entity ${String(all).slice(0, 42)}`);
      })
    : text;

const attribute = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Attributes of a start tag by their names without prefix. */
export const attributesOf = (raw: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  attribute.lastIndex = 0;
  let end = 0;
  for (let m = attribute.exec(raw); m !== null; m = attribute.exec(raw)) {
    const [, name = ""] = m;
    end = attribute.lastIndex;
    if (!name.startsWith("xmlns")) found.set(name.slice(name.indexOf(":") + 1), decoded(m[2] ?? m[3] ?? ""));
  }
  if (raw.slice(end).trim() !== "") throw new SheetStop("damaged", "attributes are not well formed");
  return found;
};

/**
 * A small pull parser of XML, made for spreadsheets: text is fed in pieces, tokens are taken with `next()` until it answers null. It keeps
 * one token at most, knows no document type and therefore no entities, and refuses what does not nest. The libraries for this either had
 * their last release years ago or collect a token without a limit.
 */
export class XmlReader {
  /** Of the last start or end tag, without prefix. */
  name = "";
  /** Source of the attributes of the last start tag. */
  attributes = "";
  text = "";
  #buffer = "";
  #at = 0;
  /** Where the name of the tag that begins here ends, if not with the tag. */
  #gap = 0;
  #closing = false;
  #seenRoot = false;
  readonly #stack: string[] = [];
  readonly #names = new Map<string, string>();

  feed(text: string): void {
    this.#buffer = this.#buffer.slice(this.#at) + text;
    this.#at = 0;
  }

  /** Says that nothing follows. */
  end(): void {
    const rest = this.#buffer.slice(this.#at);
    if (this.#stack.length > 0 || !this.#seenRoot || rest.trim() !== "")
      throw new SheetStop("damaged", "the XML ends in the middle");
  }

  next(): "open" | "close" | "text" | null {
    if (this.#closing) {
      this.#closing = false;
      this.#pop(this.#stack.at(-1) ?? "");
      return "close";
    }
    for (;;) {
      const tag = this.#buffer.indexOf("<", this.#at);
      if (tag === -1) return this.#wait();
      if (tag > this.#at) {
        const text = this.#buffer.slice(this.#at, tag);
        this.#at = tag;
        if (this.#stack.length > 0) {
          this.text = decoded(text);
          return "text";
        }
        if (text.trim() !== "") throw new SheetStop("damaged", "text outside the root element");
      }
      const second = this.#buffer.charCodeAt(tag + 1);
      if (second === 33) {
        const cdata = this.#declaration();
        if (cdata === null) return this.#wait();
        if (cdata) return "text";
      } else if (second === 63) {
        if (!this.#skipTo("?>", 2)) return this.#wait();
      } else return second === 47 ? this.#endTag() : this.#startTag();
    }
  }

  #wait(): null {
    if (this.#buffer.length - this.#at > maxToken) throw new SheetStop("damaged", "an XML token goes on and on");
    return null;
  }

  #skipTo(sign: string, from: number): boolean {
    const end = this.#buffer.indexOf(sign, this.#at + from);
    if (end !== -1) this.#at = end + sign.length;
    return end !== -1;
  }

  /** Past a comment: false. At a CDATA section: true, its text taken. Null where more must be fed. */
  #declaration(): boolean | null {
    const head = this.#buffer.slice(this.#at, this.#at + 9);
    if (head.startsWith("<!--")) return this.#skipTo("-->", 4) ? false : null;
    if (head === "<![CDATA[" && this.#stack.length > 0) {
      const from = this.#at + 9;
      if (!this.#skipTo("]]>", 9)) return null;
      this.text = this.#buffer.slice(from, this.#at - 3);
      return true;
    }
    if (head.length < 9 && ("<![CDATA[".startsWith(head) || head.length < 4)) return null;
    throw new SheetStop("dtd", `declaration ${head}`);
  }

  #endTag(): "close" | null {
    const end = this.#buffer.indexOf(">", this.#at);
    if (end === -1) return this.#wait();
    const full = this.#buffer.slice(this.#at + 2, end).trimEnd();
    this.#at = end + 1;
    this.#pop(full);
    return "close";
  }

  #pop(full: string): void {
    if (this.#stack.pop() !== full) throw new SheetStop("damaged", `</${full.slice(0, 40)}> closes nothing`);
    this.name = this.#local(full);
  }

  #startTag(): "open" | null {
    const end = this.#tagEnd();
    if (end === -1) return this.#wait();
    const empty = this.#buffer.charCodeAt(end - 1) === 47;
    const to = empty ? end - 1 : end;
    const gap = Math.min(this.#gap, to);
    const full = this.#buffer.slice(this.#at + 1, gap);
    this.attributes = this.#buffer.slice(gap, to);
    this.#at = end + 1;
    if (this.#stack.length === 0 && this.#seenRoot) throw new SheetStop("damaged", "two root elements");
    if (this.#stack.length >= maxDepth) throw new SheetStop("damaged", `more than ${maxDepth} levels`);
    this.name = this.#local(full);
    this.#seenRoot = true;
    this.#stack.push(full);
    this.#closing = empty;
    return "open";
  }

  /** The ">" that ends the tag here, not one inside an attribute's quotes; notes where its name ends. */
  #tagEnd(): number {
    let quote = 0;
    this.#gap = Number.POSITIVE_INFINITY;
    for (let i = this.#at + 1; i < this.#buffer.length; i += 1) {
      const c = this.#buffer.charCodeAt(i);
      if (quote !== 0) {
        if (c === quote) quote = 0;
      } else if (c === 34 || c === 39) quote = c;
      else if (c === 62) return i;
      else if (c === 60) throw new SheetStop("damaged", "a tag inside a tag");
      else if (c <= 32 && i < this.#gap) this.#gap = i;
    }
    return -1;
  }

  #local(full: string): string {
    const known = this.#names.get(full);
    if (known !== undefined) return known;
    if (!/^[\p{L}_][\p{L}\p{N}_.:-]{0,200}$/u.test(full)) throw new SheetStop("damaged", "a tag without a name");
    const local = full.slice(full.indexOf(":") + 1);
    if (this.#names.size < maxNames) this.#names.set(full, local);
    return local;
  }
}
