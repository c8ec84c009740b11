import { newId } from "@peony/db";
import { files } from "@peony/db/schema";
import { aMember, clearedListing, codeOf, createTestDb, memoryFiles, type TestDb } from "@peony/db/testing";
import { organisationQuotaBytes } from "@peony/domain/files";
import { type PersonActor, visitor } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "../files/index.ts";
import {
  attachListingFiles,
  createListing,
  describeListingFile,
  publishListing,
  readOwnListing,
  removeListingFile,
} from "./index.ts";

let db: TestDb;
let tto: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  [tto, stranger] = await Promise.all([aMember(db, "university", ["manager"]), aMember(db, "university", ["owner"])]);
});
afterAll(() => db.close());

const anyone = () => db.ctx(visitor);
const ready = () =>
  createListingInput.parse({
    id: newId("listing"),
    assetKind: "know_how",
    field: "bearing",
    title: { zh: "滚道强化方法" },
    problem: { zh: "裂纹" },
    solution: { zh: "滚压" },
    noDataYet: true,
    trl: 3,
    rights: ["ordinary"],
  });

describe("files of a listing", () => {
  const { store } = memoryFiles();
  const pdf = { name: "检测报告.pdf", bytes: new TextEncoder().encode("%PDF-1.7 test") };

  test("are read by everybody once the listing is public, and by strangers never before", async () => {
    const input = ready();
    await createListing(db.ctx(tto), input);
    await attachListingFiles(db.ctx(tto), store, { id: input.id, uploads: [pdf] });
    const [file] = (await readOwnListing(db.ctx(tto), input.id)).files;
    const id = file?.id ?? "";
    expect(await codeOf(readFile(db.ctx(stranger), store, id))).toBe("not-found");
    await clearedListing(db, input.id);
    await publishListing(db.ctx(tto), { id: input.id, version: 1 });
    expect((await readFile(anyone(), store, id)).name).toBe("检测报告.pdf");
    expect(await codeOf(removeListingFile(db.ctx(stranger), { id: input.id, fileId: id }))).toBe("not-found");
    await removeListingFile(db.ctx(tto), { id: input.id, fileId: id });
    expect(await codeOf(readFile(anyone(), store, id))).toBe("not-found");
  });

  test("a picture says what it shows, by its owner's word only", async () => {
    const input = ready();
    await createListing(db.ctx(tto), input);
    await attachListingFiles(db.ctx(tto), store, { id: input.id, uploads: [pdf] });
    const fileId = (await readOwnListing(db.ctx(tto), input.id)).files[0]?.id ?? "";
    const alt = { zh: "滚道截面", en: "Cut through the raceway" };
    expect(await codeOf(describeListingFile(db.ctx(stranger), { id: input.id, fileId, alt }))).toBe("not-found");
    expect(await codeOf(describeListingFile(db.ctx(tto), { id: input.id, fileId: newId("file"), alt }))).toBe(
      "not-found",
    );
    await describeListingFile(db.ctx(tto), { id: input.id, fileId, alt });
    expect((await readOwnListing(db.ctx(tto), input.id)).files[0]?.alt).toEqual(alt);
  });

  test("a wrong file refuses the whole upload and leaves no row", async () => {
    const input = ready();
    await createListing(db.ctx(tto), input);
    const bad = { name: "x.pdf", bytes: new TextEncoder().encode("MZ program") };
    expect(await codeOf(attachListingFiles(db.ctx(tto), store, { id: input.id, uploads: [pdf, bad] }))).toBe(
      "files/unsupported",
    );
    expect((await readOwnListing(db.ctx(tto), input.id)).files).toEqual([]);
  });

  test("two uploads at once never share the last room of an organisation", async () => {
    const owner = await aMember(db, "university", ["manager"]);
    const [one, two] = [ready(), ready()];
    for (const input of [one, two]) await createListing(db.ctx(owner), input);
    await db.admin.insert(files).values({
      id: newId("file"),
      orgId: owner.orgId ?? "",
      sha256: "0".repeat(64),
      name: "big.pdf",
      mediaType: "application/pdf",
      size: organisationQuotaBytes - pdf.bytes.length - 1,
      purpose: "delivery",
      createdAt: new Date(),
    });
    const results = await Promise.all(
      [one, two].map((l) => codeOf(attachListingFiles(db.ctx(owner), store, { id: l.id, uploads: [pdf] }))),
    );
    expect(results.toSorted()).toEqual(["done", "files/quota"]);
  });
});
