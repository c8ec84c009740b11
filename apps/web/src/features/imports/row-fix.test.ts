import type { ImportRowView } from "@peony/features/imports";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RowShortcuts } from "./row-fix.tsx";

const row = {
  ...{ line: 4, result: "unknown_status", values: { legal_status: "No idea" }, claim: null },
  problems: [{ field: "legal_status", code: "import-unknown-status" }],
} as unknown as ImportRowView;

test("what an unknown word means is chosen, never taken for granted by one press", () => {
  const html = renderToStaticMarkup(createElement(RowShortcuts, { locale: "zh", importId: "imp_1", row }));
  const select = /<select[^>]*name="status"[^>]*>.*?<\/select>/.exec(html)?.[0] ?? "";
  expect(select).toContain("required");
  expect(/<option[^>]*>/.exec(select)?.[0]).toBe('<option value="">');
  expect(select).not.toContain("selected");
});
