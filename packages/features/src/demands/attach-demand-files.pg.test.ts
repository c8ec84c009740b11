import { demandFiles, demands, files } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, memoryFiles, type TestDb } from "@peony/db/testing";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "../files/index.ts";
import { attachDemandFiles, listDemandFiles, publishDemand, removeDemandFile } from "./index.ts";
import { aDraft } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["manager"]);
  stranger = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const { store } = memoryFiles();
const secret = "Veiled Heavy";
const pdf = (n = 1) => ({
  name: `隐名重工 试验报告 ${n}.pdf`,
  bytes: new TextEncoder().encode(`%PDF-1.4\n<</Author (${secret}) >> ${n}\n%%EOF`),
});

/** A picture with a word beside it; its check sums are not looked at here. */
const chunk = (name: string, body: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(12 + body.length);
  new DataView(whole.buffer).setUint32(0, body.length);
  whole.set(new TextEncoder().encode(name), 4);
  whole.set(body, 8);
  return whole;
};
const png = () => ({
  name: "隐名重工 试样.png",
  bytes: new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", new Uint8Array(13)),
    ...chunk("tEXt", new TextEncoder().encode(`Author\0${secret}`)),
    ...chunk("IEND", new Uint8Array()),
  ]),
});

describe("attachDemandFiles", () => {
  test("hides a name from whoever reads it: pictures are cleaned, documents are not taken, nor published with", async () => {
    const { id, number } = await aDraft(db, firm, { visibility: "hidden_name" });
    const attach = (uploads: ReturnType<typeof pdf>[]) => attachDemandFiles(db.ctx(firm), store, { id, uploads });
    await expect(attach([pdf()])).rejects.toMatchObject({ data: { fields: { files: { code: "file-may-name" } } } });
    await attach([png()]);
    await publishDemand(db.ctx(firm), { id, version: 1 });
    const [file] = await listDemandFiles(db.ctx(visitor), number);
    const read = await readFile(db.ctx(visitor), store, file?.id ?? "");
    expect([read.name, new TextDecoder().decode(read.bytes).includes(secret)]).toEqual(["附件1.png", false]);
    const open = await aDraft(db, firm);
    await attachDemandFiles(db.ctx(firm), store, { id: open.id, uploads: [pdf()] });
    await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, open.id));
    await expect(publishDemand(db.ctx(firm), { id: open.id, version: 1 })).rejects.toMatchObject({
      code: "demands/not-ready",
      data: { fields: { files: { code: "file-may-name" } } },
    });
  });

  test("keeps a file without its name and its marks, read by whoever reads the demand", async () => {
    const { id, number } = await aDraft(db, firm);
    await attachDemandFiles(db.ctx(firm), store, { id, uploads: [pdf()] });
    const [file] = await listDemandFiles(db.ctx(firm), number);
    const fileId = file?.id ?? "";
    for (const actor of [visitor, stranger])
      expect(await codeOf(readFile(db.ctx(actor), store, fileId))).toBe("not-found");
    await publishDemand(db.ctx(firm), { id, version: 1 });
    const read = await readFile(db.ctx(visitor), store, fileId);
    expect(read.name).toBe("附件1.pdf");
    expect(new TextDecoder().decode(read.bytes)).not.toContain(secret);
    const rows = await db.admin.select().from(files).where(eq(files.id, fileId));
    expect(JSON.stringify(rows)).not.toContain("隐名重工");
    expect(JSON.stringify(await listDemandFiles(db.ctx(visitor), number))).not.toContain(firm.orgId ?? "");
  });
  test("of a named demand is read by nobody else", async () => {
    const { id, number } = await aDraft(db, firm, { visibility: "named" });
    await attachDemandFiles(db.ctx(firm), store, { id, uploads: [pdf()] });
    await publishDemand(db.ctx(firm), { id, version: 1 });
    const [file] = await listDemandFiles(db.ctx(firm), number);
    expect(await listDemandFiles(db.ctx(stranger), number)).toEqual([]);
    expect(await codeOf(readFile(db.ctx(stranger), store, file?.id ?? ""))).toBe("not-found");
  });
  test("refuses other kinds, what cannot be cleaned, a sixth file, strangers, and leaves nothing then", async () => {
    const { id } = await aDraft(db, firm);
    const code = (uploads: { name: string; bytes: Uint8Array }[], actor: PersonActor = firm) =>
      codeOf(attachDemandFiles(db.ctx(actor), store, { id, uploads }));
    const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });
    expect(await code([text("a.txt", "hello")])).toBe("invalid");
    expect(await code([text("a.pdf", "%PDF-1.5 /ObjStm")])).toBe("invalid");
    expect(await code([pdf()], stranger)).toBe("not-found");
    expect(await code([1, 2, 3, 4, 5, 6].map(pdf))).toBe("invalid");
    expect(await db.admin.$count(demandFiles, eq(demandFiles.demandId, id))).toBe(0);
    const sent = await Promise.all([code([1, 2, 3].map(pdf)), code([4, 5, 6].map(pdf))]);
    expect(sent.sort()).toEqual(["done", "invalid"]);
  });
  test("a file is taken off once, by its owner", async () => {
    const { id, number } = await aDraft(db, firm);
    await attachDemandFiles(db.ctx(firm), store, { id, uploads: [pdf()] });
    const fileId = (await listDemandFiles(db.ctx(firm), number))[0]?.id ?? "";
    expect(await codeOf(removeDemandFile(db.ctx(stranger), { id, fileId }))).toBe("not-found");
    expect(await codeOf(removeDemandFile(db.ctx(firm), { id, fileId }))).toBe("done");
    expect(await codeOf(removeDemandFile(db.ctx(firm), { id, fileId }))).toBe("not-found");
  });
});
