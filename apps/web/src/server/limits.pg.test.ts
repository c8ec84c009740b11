import type { TestDb } from "@peony/db/testing";
import { isDomainError } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Limit, limits, refund, spend } from "./limits.ts";
import { houseDb, testEnvironment } from "./testing/house.ts";

let db: TestDb;
beforeAll(async () => {
  testEnvironment();
  db = await houseDb();
});
afterAll(() => db.close());

const tries = async (name: Limit, sender: string | null, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await spend(name, sender);
};
const refusal = (work: Promise<void>) =>
  work.then(
    () => null,
    (e: unknown) => (isDomainError(e) ? e : String(e)),
  );

describe("limits", () => {
  test.each(Object.keys(limits) as Limit[])("%s lets through what it says and refuses the next", async (name) => {
    const { points, seconds } = limits[name];
    await tries(name, "192.0.2.7", points);
    const refused = await refusal(spend(name, "192.0.2.7"));
    expect(refused).toMatchObject({ code: "rate-limited" });
    const wait = isDomainError(refused) ? Number(refused.data.args?.seconds) : 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(seconds);
    expect(await refusal(spend(name, "192.0.2.8"))).toBeNull();
  });

  test("counts each limit by itself, and starts again after a refund", async () => {
    await tries("sign-in:account", "a@example.com", limits["sign-in:account"].points);
    expect(await refusal(spend("mail:account", "a@example.com"))).toBeNull();
    await refund("sign-in:account", "a@example.com");
    expect(await refusal(spend("sign-in:account", "a@example.com"))).toBeNull();
  });

  test("counts at once what comes at once", async () => {
    const { points } = limits.exports;
    const all = await Promise.all(Array.from({ length: points * 2 }, () => refusal(spend("exports", "together"))));
    expect(all.filter((one) => one === null)).toHaveLength(points);
  });

  test("takes a whole IPv6 network for one sender, and the two writings of an IPv4 address for one", async () => {
    const { points } = limits["sign-up:address"];
    for (let i = 0; i < points; i++) await spend("sign-up:address", `2001:db8:1:2::${i + 1}`);
    expect(await refusal(spend("sign-up:address", "2001:0db8:0001:0002:ffff::1"))).not.toBeNull();
    expect(await refusal(spend("sign-up:address", "2001:db8:1:3::1"))).toBeNull();
    await tries("sign-up:address", "198.51.100.1", points);
    expect(await refusal(spend("sign-up:address", "::ffff:198.51.100.1"))).not.toBeNull();
  });
});
