import { describe, expect, test } from "vitest";
import { addressOf } from "./ctx.ts";
import { senderOf } from "./limits.ts";

const from = (hops: string, proxies: number) => addressOf(new Headers({ "x-forwarded-for": hops }), proxies);

describe("addressOf", () => {
  test("without a proxy only the socket counts, whatever the client wrote", () => {
    expect(from("192.0.2.9", 0)).toBe("192.0.2.9");
    expect(from("1.1.1.1, 2.2.2.2, 192.0.2.9", 0)).toBe("192.0.2.9");
  });

  test("behind proxies of ours, what the outermost of them says", () => {
    expect(from("203.0.113.5, 10.0.0.1", 1)).toBe("203.0.113.5");
    expect(from("6.6.6.6, 203.0.113.5, 10.0.0.2, 10.0.0.1", 2)).toBe("203.0.113.5");
  });

  test("somebody who comes past the proxy is who they are", () => {
    expect(from("192.0.2.9", 2)).toBe("192.0.2.9");
    expect(from("", 0)).toBeNull();
  });
});

describe("senderOf", () => {
  test.each([
    ["192.0.2.9", "192.0.2.9"],
    ["::ffff:192.0.2.9", "192.0.2.9"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8:0:0:ffff::2", "2001:db8:0:0::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["someone@example.com", "someone@example.com"],
    ["usr_01", "usr_01"],
  ])("%s counts as %s", (sender, counted) => expect(senderOf(sender)).toBe(counted));
});
