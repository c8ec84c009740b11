import { newId } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { createDemandInput } from "@peony/domain/demands";
import { visitor } from "@peony/domain/identity";
import { createDemand } from "@peony/features/demands";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { feedXml } from "./feed-xml.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("tells what is new in one language, newest first, hostile words as text, and no hidden name", async () => {
  const tto = await aMember(db, "university", ["manager"]);
  const firm = await aMember(db, "firm", ["manager"], { nameZh: "洛阳隐名重工", nameEn: "Veiled Heavy" });
  const at = (day: string) => ({ publishedAt: new Date(`2026-11-${day}T02:00:00Z`) });
  await aListing(db, tto.orgId ?? "", { titleZh: "旧成果", ...at("01") });
  await aListing(db, tto.orgId ?? "", { titleZh: '<script>"&轴承', titleEn: "Bearing", ...at("20") });
  await aListing(db, tto.orgId ?? "", { titleZh: "草稿", state: "draft" });
  const id = newId("demand");
  const need = { field: "bearing", title: { zh: "主轴寿命" }, visibility: "hidden_name" };
  await createDemand(db.ctx(firm), createDemandInput.parse({ id, ...need }));
  await db.admin
    .update(demands)
    .set({ state: "published", ...at("10") })
    .where(eq(demands.id, id));
  const zh = await feedXml(db.ctx(firm), "zh", "https://peony.example.org");
  const titles = [...zh.matchAll(/<entry>.*?<title>(.*?)<\/title>/g)].map((m) => m[1]);
  expect(titles).toEqual(["&#60;script&#62;&#34;&#38;轴承", "需求：主轴寿命", "旧成果"]);
  expect(zh).not.toMatch(/隐名重工|Veiled|草稿|<script/);
  const en = await feedXml(db.ctx(visitor), "en", "https://peony.example.org");
  expect(en).toContain("<title>Bearing</title>");
  expect(en).toContain('href="https://peony.example.org/en/feed.xml"');
});
