import { describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

describe("contentSecurityPolicy", () => {
  test("lets scripts run by nonce only, and nothing be framed or embedded", () => {
    const policy = contentSecurityPolicy("abc", undefined);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test("lets forms lead to the checkout of the payments in use", () => {
    expect(contentSecurityPolicy("n", undefined)).toContain("form-action 'self' https://checkout.stripe.com");
    expect(contentSecurityPolicy("n", "http://localhost:4242/v1/x")).toContain(
      "form-action 'self' http://localhost:4242",
    );
  });
});
