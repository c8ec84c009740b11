import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetLeftSheets, sheetFolder } from "./left-sheets.ts";

let under: string;
beforeEach(() => {
  under = mkdtempSync(join(tmpdir(), "left-"));
});
afterEach(() => rmSync(under, { recursive: true }));

const old = new Date(Date.now() - 16 * 60_000);

test("bytes of an upload that died are removed, and nothing that is read now or somebody else's", async () => {
  const [dead, alive] = [await sheetFolder(under), await sheetFolder(under)];
  const other = join(under, "other-1");
  mkdirSync(other);
  writeFileSync(join(dead, "sheet"), "id");
  for (const folder of [dead, other]) utimesSync(folder, old, old);
  expect(await forgetLeftSheets(under)).toBe(1);
  expect([dead, alive, other].map(existsSync)).toEqual([false, true, true]);
  expect(await forgetLeftSheets(under)).toBe(0);
});
