import type { DocumentRenderer } from "@peony/domain/contracts";
import { wording } from "../wording/index.ts";
import { appendPages } from "./append-pages.ts";
import { renderPdf } from "./render-pdf.ts";

export { appendPages, renderPdf, wording };

/** Documents as PDF, drawn in this process: no browser, no network. */
export const documentRenderer: DocumentRenderer = { wording, renderPdf, appendPages };
