import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { putRight, readableUrl } from "./incoming.ts";

const put = (headers: Record<string, string>, url = "/") => {
  const request = { url, headers, socket: { remoteAddress: "192.0.2.9" } } as unknown as IncomingMessage;
  putRight(request);
  return request;
};

describe("a request as it comes in", () => {
  test("gets the socket's address as its last hop, behind whatever it says itself", () => {
    expect(put({}).headers["x-forwarded-for"]).toBe("192.0.2.9");
    expect(put({ "x-forwarded-for": "1.1.1.1" }).headers["x-forwarded-for"]).toBe("1.1.1.1, 192.0.2.9");
  });

  test.each([
    ["/zh/t/a?q=%E0%A4%A", "/zh/t/a?q=%E0%A4%A"],
    ["/zh/t/%E6%BB%9A", "/zh/t/%E6%BB%9A"],
    ["/zh/t/%E0%A4%A?a=%20", "/zh/t/~E0~A4~A?a=%20"],
    ["/%zz", "/~zz"],
    ["/zh/t/a%25b", "/zh/t/a~25b"],
    ["/%", "/~"],
  ])("%s is read as %s", (url, read) => expect(readableUrl(url)).toBe(read));
});
