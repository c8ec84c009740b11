import { describe, expect, test } from "vitest";
import { tooLarge } from "./too-large.ts";

describe("tooLarge", () => {
  test("answers a form that is larger than can be read in the language of its page, with the way back", async () => {
    const zh = tooLarge("/zh/deals/PN-2026-000001/money", "POST", "60000000");
    expect([zh?.status, zh?.headers.get("content-language")]).toEqual([413, "zh"]);
    expect(await zh?.text()).toContain('href="/zh/deals/PN-2026-000001/money"');
    expect(await tooLarge("/en/listings/x", "POST", "60000000")?.text()).toMatch(/lang="en".*too large/is);
  });
  test("lets everything else through", () => {
    expect(tooLarge("/zh/sign-in", "POST", "1000")).toBeNull();
    expect(tooLarge("/zh/listings/x", "POST", "50000000")).toBeNull();
    expect(tooLarge("/zh/sign-in", "POST", null)).toBeNull();
    expect(tooLarge("/zh", "GET", "60000000")).toBeNull();
  });
  test("an address is text, whatever stands in it", async () => {
    const text = await tooLarge('/zh/"><script>x', "POST", "60000000")?.text();
    expect(text).not.toContain("<script>");
  });
});
