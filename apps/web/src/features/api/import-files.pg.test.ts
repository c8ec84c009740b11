import { auditEvents, imports } from "@peony/db/schema";
import { aMember } from "@peony/db/testing";
import { maxFileBytes } from "@peony/domain/files";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf } from "#server/testing/house.ts";
import { type TerminalHouse, terminalHouse } from "#server/testing/terminal.ts";

let house: TerminalHouse;
let tto: string;
let stranger: string;
let plain: string;
beforeAll(async () => {
  house = await terminalHouse();
  const { db } = house;
  tto = await keyOf(db, await aMember(db, "university", ["owner"]));
  stranger = await keyOf(db, await aMember(db, "university", ["owner"]));
  plain = await keyOf(db, await aMember(db, "university", ["inventor"]));
});
afterAll(() => house.close());

const csv = "成果名称,专利号\n滚道处理,ZL202319900001.8\n";
let count = 0;
type Sent = { readonly key?: string; readonly once?: string; readonly name?: string; readonly type?: string };
const send = async (body: BodyInit, { key = tto, once = `up-${count++}`, name, type }: Sent = {}) => {
  const query = name === undefined ? "" : `?name=${encodeURIComponent(name)}`;
  const answer = await fetch(`${house.url}/api/v1/imports/files${query}`, {
    method: "POST",
    body,
    headers: {
      authorization: `Bearer ${key}`,
      "idempotency-key": once,
      "accept-language": "en",
      ...(type ? { "content-type": type } : {}),
    },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};
const form = (name: string, text = csv): FormData => {
  const data = new FormData();
  data.append("file", new File([text], name));
  return data;
};

describe("a sheet by call", () => {
  test("comes in as bytes under a name, and as a form under its own", async () => {
    const bytes = await send(csv, { name: "成果.csv", type: "text/csv" });
    expect(bytes).toMatchObject({ status: 201, body: { headers: ["成果名称", "专利号"], total: 1 } });
    const other = await send(form("二.csv"));
    expect(other).toMatchObject({ status: 201, body: { total: 1, mapping: bytes.body.mapping } });
    const [row] = await house.db.admin.select().from(imports).where(eq(imports.id, other.body.id));
    expect(row?.fileName).toBe("二.csv");
  });

  test("survives a repeat: one import, and another sheet or name under the same key is refused", async () => {
    const once = "the-same";
    const first = await send(csv, { once, name: "a.csv" });
    const again = await send(csv, { once, name: "a.csv" });
    expect([again.body, again.headers.get("idempotent-replayed")]).toEqual([first.body, "true"]);
    expect((await send(`${csv}x,y\n`, { once, name: "a.csv" })).body.code).toBe("idempotency-key/reused");
    expect((await send(csv, { once, name: "b.csv" })).body.code).toBe("idempotency-key/reused");
    const uploads = await house.db.admin.$count(auditEvents, eq(auditEvents.object, first.body.id));
    expect(uploads).toBe(1);
  });

  test("is refused at its field: without a name, without bytes, a form without a file, one too long", async () => {
    expect((await send(csv)).body).toMatchObject({ code: "invalid", errors: { name: "Please fill this in" } });
    expect((await send("", { name: "a.csv" })).body.errors).toHaveProperty("file");
    const empty = new FormData();
    empty.append("file", "only text");
    expect((await send(empty)).body.errors).toHaveProperty("file");
    const long = await send(Buffer.alloc(maxFileBytes + 1, 97), { name: "a.csv" });
    expect(long).toMatchObject({ status: 413, body: { code: "too-large" } });
    expect(long.body.errors.file).toMatch(/MB|megabytes/i);
  });

  test("is for officers, and its errors are hidden from strangers", async () => {
    expect((await send(csv, { key: plain, name: "a.csv" })).status).toBe(403);
    const { body } = await send(csv, { name: "a.csv" });
    const errors = (key: string) =>
      fetch(`${house.url}/api/v1/imports/${body.id}/errors`, { headers: { authorization: `Bearer ${key}` } });
    expect((await errors(stranger)).status).toBe(404);
    const own = await errors(tto);
    expect([own.status, own.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(own.headers.get("content-disposition")).toMatch(/^attachment; filename=.*\.csv/);
  });
});
