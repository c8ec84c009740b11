import { describe, expect, test } from "vitest";
import { isDatabaseAway } from "./client.ts";

const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
const ofQuery = (cause: Error) =>
  Object.assign(new Error("Failed query", { cause }), { query: "select 1", params: [] });

describe("isDatabaseAway", () => {
  test.each([
    ["a refused connection", refused],
    ["a refused connection behind a query", ofQuery(refused)],
    ["a server that starts up", ofQuery(Object.assign(new Error("starting up"), { code: "57P03" }))],
    ["a connection cut in the middle", new Error("Connection terminated unexpectedly")],
    [
      "a client that was cut before",
      ofQuery(new Error("Client has encountered a connection error and is not queryable")),
    ],
  ])("%s is", (_what, e) => {
    expect(isDatabaseAway(e)).toBe(true);
  });
  test.each([
    ["a rule that was broken", ofQuery(Object.assign(new Error("duplicate key"), { code: "23505" }))],
    ["a search engine that refuses", new TypeError("fetch failed", { cause: refused })],
    ["a file store that refuses", Object.assign(new Error("file abc is away", { cause: refused }), { fault: "away" })],
    ["no error", "ECONNREFUSED"],
  ])("%s is not", (_what, e) => {
    expect(isDatabaseAway(e)).toBe(false);
  });
});
