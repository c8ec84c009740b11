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

  test("lets forms lead to the pages of the payments in use, and nowhere else", () => {
    const formAction = (url: string | undefined) => contentSecurityPolicy("n", url).match(/form-action ([^;]*)/)?.[1];
    expect(formAction(undefined)).toBe("'self' https://checkout.stripe.com https://connect.stripe.com");
    expect(formAction("https://pay.example.com/v1")).toBe("'self' https://pay.example.com");
  });

  test("knows a stand-in on this machine by both its names", () => {
    for (const name of ["localhost", "127.0.0.1"])
      expect(contentSecurityPolicy("n", `http://${name}:4242/v1/x`)).toContain(
        "form-action 'self' http://localhost:4242 http://127.0.0.1:4242",
      );
  });
});
