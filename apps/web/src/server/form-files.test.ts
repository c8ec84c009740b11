import { describe, expect, test } from "vitest";
import { fromForm } from "./form.ts";

const sent = async (name: string, content: string) => {
  const boundary = "form";
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="file:files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const form = await new Request("http://localhost", { method: "POST", body, headers }).formData();
  return (fromForm(form).file as File[]).map((f) => [f.name, f.size]);
};

describe("a file field", () => {
  test("that nobody chose a file in is empty, and a chosen file without a byte is there", async () => {
    expect(await sent("", "")).toEqual([]);
    expect(await sent("a.csv", "")).toEqual([["a.csv", 0]]);
    expect(await sent("a.csv", "id")).toEqual([["a.csv", 2]]);
  });
});
