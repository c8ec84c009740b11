import { type DocumentModel, documentText, missingGlyphs, type RenderOptions } from "@peony/domain/contracts";
import { pieceOf, titlePieces } from "./blocks.ts";
import { flow } from "./flow.ts";
import { ink, page, Sheet, styles } from "./sheet.ts";
import { Tags } from "./tags.ts";

/** Footer and page number on each page, and the pale mark where one is asked for. */
const furnish = (sheet: Sheet, tags: Tags, model: DocumentModel, watermark: string | undefined): void => {
  const { start, count } = sheet.doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    sheet.doc.switchToPage(start + i);
    const y = page.height - 56;
    const number = model.pageNumber.replace("{page}", String(i + 1)).replace("{pages}", String(count));
    tags.artifact(() => {
      sheet.doc
        .moveTo(page.side, y)
        .lineTo(page.width - page.side, y)
        .lineWidth(0.5)
        .strokeColor(ink.line)
        .stroke();
      sheet.line(model.footer, page.side, y + 6, styles.small);
      sheet.line(number, page.width - page.side, y + 6, styles.small, "end");
      if (watermark) sheet.line(watermark, page.width - page.side, 36, styles.small, "end");
    });
  }
};

/**
 * Draws a document on A4 with embedded subsets of Noto Sans SC: tagged, with an outline of its headings and a page number on each page.
 * Equal input gives equal bytes.
 * @throws RangeError where a character cannot be drawn: no contract ever shows a box
 */
export const renderPdf = async (model: DocumentModel, options: RenderOptions): Promise<Uint8Array> => {
  const missing = missingGlyphs([...documentText(model), model.footer, options.watermark ?? ""].join(""));
  if (missing.length > 0) throw new RangeError(`no glyph for ${missing.join(" ")}`);
  const sheet = new Sheet(model.locale, { title: `${model.title} ${model.footer}`, subject: options.subject });
  const tags = new Tags(sheet);
  flow(sheet, [
    ...titlePieces(sheet, tags, model.title, model.subtitle),
    ...model.blocks.map((block, i) => {
      const next = model.blocks[i + 1]?.kind;
      // What introduces a table stays with it.
      const introduces = block.kind !== "heading" && (next === "table" || next === "facts" || next === "signatures");
      return {
        ...pieceOf(sheet, tags, block),
        ...(introduces && block.kind !== "facts" ? { keepWithNext: true } : {}),
      };
    }),
  ]);
  furnish(sheet, tags, model, options.watermark);
  tags.end();
  return sheet.finish();
};
