import type { Hostile } from "./hostile-archives.ts";

const file =
  (name: string) =>
  (what: string, bytes: () => Buffer | string, ...told: Hostile["told"]): Hostile => ({
    ...{ what, name, bytes, told },
  });
const csv = file("sheet.csv");
const json = file("sheet.json");
const jsonl = file("sheet.jsonl");

const header = "id,title\n";
const hex = (bytes: string): Buffer => Buffer.from(bytes.replaceAll(" ", ""), "hex");
const after = (text: string, bytes: Buffer): Buffer => Buffer.concat([Buffer.from(text), bytes]);

export const hostileTexts: readonly Hostile[] = [
  csv("no bytes", () => "", "empty"),
  csv("nothing but the mark", () => "\ufeff", "empty"),
  csv("nothing but line ends", () => "\n".repeat(1_000_000), "empty"),
  csv("nothing but names", () => header, "only-names"),
  csv("UTF-16 without its mark", () => Buffer.from(header.repeat(50), "utf16le"), "wrong-encoding"),
  csv(
    "half a character of UTF-16",
    () => Buffer.concat([Buffer.from(`\ufeff${header}1,2\n`, "utf16le"), hex("41")]),
    "cut",
  ),
  csv(
    "half of a pair in UTF-16",
    () => Buffer.concat([Buffer.from(`\ufeff${header}1,`, "utf16le"), hex("00d8 4100")]),
    "wrong-encoding",
  ),
  csv("UTF-8 cut in a character", () => after(`${header}1,`, hex("e4b8")), "cut"),
  csv("UTF-8 that is marked and is not", () => after(`\ufeff${header}1,`, hex("c0af 0a")), "wrong-encoding"),
  csv("GB18030", () => after(header, hex("312c b1ea ccce 0a")), "rows"),
  csv(
    "GB18030 with a character of four bytes",
    () => after(header, hex("312c b1ea ccce b1ea ccce 8139ef30 0a")),
    "rows",
  ),
  csv("GB18030 cut in a character", () => after(header, hex("312c b1ea ccce b1ea cc")), "cut", "wrong-encoding"),
  csv("a Western encoding", () => Buffer.from(`${header}1,M\u00fcnchen\n2,caf\u00e9s\n`, "latin1"), "wrong-encoding"),
  csv(
    "a Japanese encoding",
    () => after(header, hex("312c 93fa 967b 8cea 82cc 93c1 8b96 8f6f 8ae8 0a")),
    "wrong-encoding",
  ),
  csv("a Taiwanese encoding", () => after(header, hex("312c b14d a751 a7de b34e ac4f a440 bad8 0a")), "wrong-encoding"),
  csv("a NUL in a cell", () => `${header}${"1,x\n".repeat(2_000)}2,a\0b\n`, "row: control-character"),
  csv("NULs from the beginning", () => Buffer.alloc(100_000), "wrong-encoding"),
  csv(
    "noise",
    () => Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7_919 + 13) % 256)),
    "wrong-encoding",
    "no-header",
  ),
  csv("a picture", () => hex("89504e470d0a1a0a"), "renamed"),
  csv("a PDF", () => "%PDF-1.7\n", "renamed"),
  csv("an archive of another kind", () => hex("1f8b08000000"), "renamed"),
  csv("a page", () => "\ufeff <html><table><tr><td>id</td></tr></table>", "renamed"),
  csv("quotes that are never closed", () => `${header}1,"abc\n2,x\n`, "cut"),
  csv("quotes that are never closed, in 5 MB", () => `${header}1,"${"2,x\n".repeat(1_250_000)}`, "record-too-long"),
  csv("a line of 20 MB", () => `${header}1,${"x".repeat(20_000_000)}\n`, "record-too-long"),
  csv("a name of 20 MB", () => "x".repeat(20_000_000), "record-too-long"),
  csv("nothing but quotes", () => '"'.repeat(5_000_000), "record-too-long", "empty", "no-header"),
  csv("a cell of 200,000 characters", () => `${header}1,${"x".repeat(200_000)}\n`, "row: cell-too-long"),
  csv(
    "a million columns",
    () => `${Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(",")}\n`,
    "too-many-columns",
  ),
  csv("a million cells in a row", () => `${header}${",".repeat(1_000_000)}\n`, "too-many-columns", "record-too-long"),
  csv("cells to the right of the names", () => `${header}1,2,3\n`, "row: too-many-cells"),
  csv("ten million rows", () => `id\n${"1\n".repeat(10_000_000)}`, "too-many-rows"),
  csv("more than 50 MB", () => Buffer.alloc(53_000_000, "a,b\n"), "too-heavy"),
  csv("the same name twice", () => "id,a,a\n1,2,3\n", "duplicate-header"),
  csv("no names", () => "1,2\n3,4\n", "no-header"),
  csv("a title above the names", () => "Our patents\nid,title\n1,2\n", "no-header"),
  csv("names of the object's own", () => "__proto__,constructor,hasOwnProperty\na,b,c\n", "rows"),
  csv("formulas", () => `${header}=cmd|' /C calc'!A0,"=HYPERLINK(""http://127.0.0.1:1"")"\n+1,@SUM(A1)\n`, "rows"),
  json("no bytes", () => "", "empty"),
  json("nothing but space", () => " \n ".repeat(100), "empty"),
  json(
    "members that would be prototypes",
    () => '[{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":1}]',
    "rows",
  ),
  json("a million levels of arrays", () => "[".repeat(1_000_000), "not-a-sheet", "damaged"),
  json("a million levels of objects", () => '{"a":'.repeat(1_000_000), "damaged"),
  json("forty levels in a row", () => `[{"a":${"[".repeat(40)}${"]".repeat(40)}}]`, "row: too-deep"),
  json("a thousand levels in a row", () => `[{"a":${"[".repeat(1_000)}${"]".repeat(1_000)}}]`, "damaged"),
  json("an item of 20 MB", () => `[{"a":"${"x".repeat(20_000_000)}"}]`, "record-too-long"),
  json(
    "a million members",
    () => `[{${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":1`).join(",")}}]`,
    "record-too-long",
    "too-many-columns",
  ),
  json(
    "three hundred members",
    () => `[{${Array.from({ length: 300 }, (_, i) => `"k${i}":1`).join(",")}}]`,
    "too-many-columns",
  ),
  json("a million items", () => `[${'{"a":1},'.repeat(1_000_000)}{}]`, "too-many-rows"),
  json("a million stray items", () => `[{"a":1}${",1".repeat(1_000_000)}]`, "too-many-rows"),
  json("a file that ends in the middle", () => '[{"a":1},{"a":', "cut"),
  json("more after the end", () => '[{"a":1}]]', "damaged"),
  json("signs that do not nest", () => '[{"a":1]}', "damaged"),
  json("an array of numbers", () => "[1,2,3]", "not-a-sheet"),
  json("a number", () => "42", "not-a-sheet"),
  json("an object without an array", () => '{"a":{"b":[{"c":1}]}}', "not-a-sheet"),
  json("two arrays of objects", () => '{"a":[{"b":1}],"c":[{"d":1}]}', "not-a-sheet"),
  json("items that are no objects", () => '[{"a":1},7,"x",[{"a":2}],null]', "row: not-an-object"),
  json("a word that JSON does not know", () => '[{"a":1},{"a":NaN}]', "row: not-json"),
  json("half a character", () => '[{"a":"\\ud800"}]', "row: control-character"),
  json("a NUL", () => '[{"a":{"b":["\\u0000"]}}]', "row: control-character"),
  jsonl("a broken line", () => '{"a":1}\n{"a":\n', "row: not-json"),
  jsonl("a line that is an array", () => '{"a":1}\n[1]\n', "row: not-an-object"),
  jsonl("a first line that is none", () => "id,title\n1,2\n", "not-a-sheet"),
  jsonl("a line of 20 MB", () => `{"a":"${"x".repeat(20_000_000)}"}\n`, "record-too-long"),
  jsonl("ten million lines", () => "{}\n".repeat(10_000_000), "too-many-rows"),
];
