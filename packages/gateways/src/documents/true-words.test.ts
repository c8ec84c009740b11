import {
  contractDocument,
  documentText,
  type EvidenceFacts,
  evidenceReport,
  signaturePage,
} from "@peony/domain/contracts";
import { sampleSource } from "@peony/domain/contracts/testing";
import { describe, expect, test } from "vitest";
import { wording } from "./index.ts";

const hash = "ab".repeat(32);
const source = sampleSource();
const at = new Date("2026-11-24T03:04:05Z");
const facts: EvidenceFacts = {
  contractNumber: source.facts.contractNumber,
  contractTitle: "合同",
  dealNumber: source.facts.dealNumber,
  prevailingLanguage: "zh",
  documentHash: hash,
  termsHash: source.termsHash,
  signedAt: at,
  chainTip: { seq: 9, hash },
  signatures: source.facts.signers.map((s, i) => ({
    ...{ position: i + 1, side: s.side, name: s.name, organisation: source.facts[s.side] },
    ...{ signedAt: at, signedHash: hash, provedAt: new Date("2026-11-24T02:58:00Z"), address: null, agent: null },
    audit: null,
  })),
};

describe("how a signatory was identified", () => {
  test.each([
    ["zh", "最近一次验证身份（登录或再次输入密码）", /再次验证身份/],
    ["en", "identity last proved (by signing in or by entering the password again)", /proved (identity )?again/],
  ] as const)("in %s claims no second proof where a sign-in may have been the only one", (locale, words, untrue) => {
    const w = wording(locale);
    for (const document of [signaturePage(facts, w), evidenceReport(facts, w)]) {
      const text = documentText(document).join("\n");
      expect(text).toContain(words);
      expect(text).toContain(w.instant(new Date("2026-11-24T02:58:00Z")).beijing);
      expect(text).not.toMatch(untrue);
    }
  });
});

describe("a note written in one language", () => {
  const clause = (locale: "zh" | "en", note: string) =>
    documentText(contractDocument(sampleSource({ note }), wording(locale))).find((line) => line.includes(note));
  const asWritten = "Supplementary agreement, as written by the parties in the language in which it was agreed: ";
  test("is said in the other text to stand as the parties wrote it", () => {
    expect(clause("en", "另附清单")).toBe(`${asWritten}另附清单`);
    expect(clause("zh", "List enclosed")).toBe("补充约定（按双方约定时所用的语言照录）：List enclosed");
  });
  test("needs no such word in the text of its own language", () => {
    expect(clause("en", "List enclosed")).toBe("Supplementary agreement: List enclosed");
    expect(clause("zh", "另附清单 A")).toBe("补充约定：另附清单 A");
  });
});
