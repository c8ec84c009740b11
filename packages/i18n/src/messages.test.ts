import { readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { messagesModule, namespaces } from "../generate.ts";
import { locales } from "./locale.ts";
import { allMessages } from "./messages.generated.ts";
import { translator } from "./translator.ts";

const root = path.join(import.meta.dirname, "../messages");

/** Every message with its dotted key. */
function flat(tree: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [k, v] of flat(value, `${prefix}${key}.`)) found.set(k, v);
  }
  return found;
}

/** Names of arguments and tags of an ICU message, at any depth; the words of plural arms are not arguments. */
function argumentsOf(message: string): string[] {
  const names = [...message.matchAll(/<([\w-]+)>/g)].map((m) => m[1] ?? "");
  // Even braces open an argument, odd ones an arm of a plural or select.
  let depth = 0;
  for (const m of message.matchAll(/\{\s*([\w-]*)|\}/g)) {
    if (m[0] === "}") depth -= 1;
    else {
      if (depth % 2 === 0) names.push(m[1] ?? "");
      depth += 1;
    }
  }
  return [...new Set(names)].sort();
}

const zh = flat(allMessages.zh);
const en = flat(allMessages.en);

describe("messages", () => {
  test("have the same keys in both languages", () => {
    expect([...zh.keys()].filter((k) => !en.has(k))).toEqual([]);
    expect([...en.keys()].filter((k) => !zh.has(k))).toEqual([]);
  });

  test("take the same arguments in both languages", () => {
    const differing = [...zh].filter(([k, v]) => argumentsOf(v).join() !== argumentsOf(en.get(k) ?? "").join());
    expect(differing.map(([k]) => k)).toEqual([]);
  });

  test("can all be formatted", () => {
    for (const locale of locales) {
      const tables = allMessages[locale] as unknown as Record<string, Record<string, unknown>>;
      const t = createTranslator({
        locale,
        messages: tables,
        onError: (e) => {
          throw e;
        },
      });
      for (const [key, message] of flat(tables)) {
        const values = Object.fromEntries(argumentsOf(message).map((name) => [name, 1]));
        const tags = Object.fromEntries(
          [...message.matchAll(/<([\w-]+)>/g)].map((m) => [m[1] ?? "", (chunks: unknown) => chunks]),
        );
        expect(() => t.rich(key as never, { ...values, ...tags } as never), `${locale} ${key}`).not.toThrow();
      }
    }
  });

  test("are not empty and carry no stray space", () => {
    const words = [...zh, ...en].filter(([, v]) => !/^\p{P}+ ?$/u.test(v));
    const bad = words.filter(([, v]) => v.trim() !== v || v === "");
    expect(bad.map(([k]) => k)).toEqual([]);
  });

  test("use full-width punctuation in Chinese prose", () => {
    const bad = [...zh].filter(([, v]) =>
      /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u.test(v.replace(/\{[^{}]*[{}]/g, "")),
    );
    expect(bad).toEqual([]);
  });

  test("are all listed by the generated module", () => {
    expect(readFileSync(path.join(import.meta.dirname, "messages.generated.ts"), "utf8")).toBe(messagesModule());
  });

  test("never say one key of a shared namespace twice", () => {
    for (const locale of locales) {
      for (const space of namespaces(path.join(root, locale))) {
        const keys = space.files.flatMap((f) =>
          Object.keys(JSON.parse(readFileSync(path.join(root, locale, f.file), "utf8"))),
        );
        expect(keys.length, `${locale}/${space.name}`).toBe(new Set(keys).size);
      }
    }
  });

  test("throw for a missing key instead of showing it", () => {
    expect(translator("zh", "errors")("conflict")).toContain("没有生效");
    expect(() => translator("zh", "errors")("absent" as never)).toThrow();
  });
});
