import { describe, expect, test } from "vitest";
import { bodyUpTo } from "./raw-body.ts";

const post = (body: BodyInit | null, headers?: HeadersInit): Request =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

const endless = (): ReadableStream<Uint8Array> => new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(1024)) });

describe("bodyUpTo", () => {
  test("gives the text back unchanged, also where a character is cut between two chunks", async () => {
    const bytes = new TextEncoder().encode('{"名": "里程碑"}');
    const cut = new ReadableStream<Uint8Array>({
      start: (c) => {
        for (const b of bytes) c.enqueue(new Uint8Array([b]));
        c.close();
      },
    });
    expect(await bodyUpTo(post(cut), 100)).toBe('{"名": "里程碑"}');
    expect(await bodyUpTo(post(null), 100)).toBe("");
  });
  test("takes as much as allowed and not one byte more", async () => {
    expect(await bodyUpTo(post("x".repeat(10)), 10)).toHaveLength(10);
    expect(await bodyUpTo(post("x".repeat(11)), 10)).toBeNull();
  });
  test("stops reading a body without an end or with a lying length", async () => {
    expect(await bodyUpTo(post(endless()), 4096)).toBeNull();
    expect(await bodyUpTo(post(endless(), { "content-length": "10" }), 4096)).toBeNull();
  });
});
