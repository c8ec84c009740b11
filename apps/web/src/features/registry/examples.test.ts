import { readPatentNumber } from "@peony/domain/listings";
import { patentRegistryFrom } from "@peony/gateways/patents";
import { translator } from "@peony/i18n";
import { expect, test } from "vitest";

const registry = patentRegistryFrom({}, () => new Date("2026-11-25T08:00:00Z"));
/** Numbers as a sentence writes them, up to the next word. */
const written = /(?:ZL|CN|US|EP|WO) ?[\d][\d ,./]*\d(?: [ABUS]\d?)?|PCT\/CN\d{4}\/\d{6}/g;

test.each(["zh", "en"] as const)(
  "every number a sentence gives as an example is in the sample register (%s)",
  async (locale) => {
    const forms = translator(locale, "validation");
    const offices = ["CN", "US", "EP", "WO", "other"];
    const sentences = [
      translator(locale, "registry")("number-hint"),
      ...offices.map((office) => forms("bad-patent-form", { office })),
    ];
    const examples = sentences.flatMap((s) => s.match(written) ?? []);
    expect(examples.length).toBeGreaterThanOrEqual(13);
    const missing: string[] = [];
    for (const example of examples) {
      const read = readPatentNumber(example);
      if (!read.ok || !(await registry.find(read.number))) missing.push(example);
    }
    expect(missing).toEqual([]);
  },
);
