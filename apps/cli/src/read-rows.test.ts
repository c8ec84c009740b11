import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportRow } from "@peony/features/imports";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandFailed } from "./command.ts";
import { readRows, sha256OfFile } from "./read-rows.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peony-rows-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const all = async (path: string): Promise<ImportRow[]> => {
  const rows: ImportRow[] = [];
  for await (const row of readRows(path)) rows.push(row);
  return rows;
};

describe("readRows", () => {
  test("reads JSON lines with the line each stands on, blank lines and Windows line ends included", async () => {
    expect(await all(file("a.jsonl", '{"id":"1","t":"轴承"}\r\n\r\n{"id":"2"}'))).toEqual([
      { line: 1, row: { id: "1", t: "轴承" } },
      { line: 3, row: { id: "2" } },
    ]);
  });

  test("reads a CSV as a spreadsheet saves it: byte order mark, quotes, line breaks inside a cell", async () => {
    const rows = await all(file("b.csv", '\ufeffid,title.zh,trl\r\n1,"滚道, ""强化""\n方法",6\r\n'));
    expect(rows.map((r) => r.row)).toEqual([{ id: "1", "title.zh": '滚道, "强化"\n方法', trl: "6" }]);
  });

  test("reads GB18030, which older Chinese spreadsheets write", async () => {
    // 编号,名称 / 1,轴承㐀 in GB18030; the last character takes four bytes
    const bytes = "B1E0BAC52CC3FBB3C60A312CD6E1B3D08139EE390A".match(/../g)?.map((hex) => Number.parseInt(hex, 16));
    const rows = await all(file("c.csv", Uint8Array.from(bytes ?? [])));
    expect(rows.map((r) => r.row)).toEqual([{ 编号: "1", 名称: "轴承㐀" }]);
  });

  test("loses no character where the file is read in pieces", async () => {
    const lines = Array.from({ length: 9000 }, (_, i) =>
      JSON.stringify({ id: `${i}`, t: "磁悬浮轴承𠮷".repeat(1 + (i % 7)) }),
    );
    const rows = await all(file("d.jsonl", lines.join("\n")));
    expect(rows.map((r) => JSON.stringify(r.row))).toEqual(lines);
  });

  test("refuses what is no row, and says on which line", async () => {
    await expect(all(file("e.jsonl", '{"id":"1"}\n[1]\n'))).rejects.toThrow("Line 2 is not an object.");
    await expect(all(file("f.jsonl", '{"id":"1"}\n{"id":\n'))).rejects.toThrow("Line 2 is not JSON.");
    await expect(all(file("g.csv", "id,title\n1,a,b\n"))).rejects.toThrow(/not a CSV file .*line 2/);
    await expect(all(file("h.csv", 'id,title\n1,"a\n'))).rejects.toBeInstanceOf(CommandFailed);
  });

  test("refuses files of another kind, and a file that is not there", async () => {
    expect(() => readRows(file("i.xlsx", "PK"))).toThrow(CommandFailed);
    for (const name of ["gone.csv", "gone.jsonl"]) await expect(all(join(folder, name))).rejects.toThrow(/ENOENT/);
  });

  test("knows a file by its hash", async () => {
    expect(await sha256OfFile(file("j.csv", "abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
