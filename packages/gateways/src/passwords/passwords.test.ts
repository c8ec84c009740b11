import { quickPasswords } from "@peony/db/testing";
import { describe, expect, test } from "vitest";
import { argon2Passwords } from "./argon2.ts";

describe.each([
  ["argon2id", argon2Passwords],
  ["the stand-in of tests", quickPasswords],
])("%s", (_name, hasher) => {
  test("knows the right password and no other", async () => {
    const stored = await hasher.hash("牡丹 peony 2026");
    expect(await hasher.verify(stored, "牡丹 peony 2026")).toBe(true);
    expect(await hasher.verify(stored, "牡丹 peony 2027")).toBe(false);
  });
  test("never stores the password and never the same text twice", async () => {
    const [a, b] = await Promise.all([hasher.hash("the same words"), hasher.hash("the same words")]);
    expect(a).not.toBe(b);
    expect(a).not.toContain("the same words");
  });
  test("a malformed stored text is a wrong password, not a crash", async () => {
    expect(await hasher.verify("rubbish", "anything")).toBe(false);
    expect(await hasher.verify("", "anything")).toBe(false);
  });
});
