import type { Sheet } from "./sheet.ts";

export type Element = PDFKit.PDFStructureElement;

/** The structure a reading program follows, beside what the eye sees. */
export class Tags {
  private readonly sheet: Sheet;
  private readonly root: Element;
  private readonly open: Element[] = [];

  constructor(sheet: Sheet) {
    this.sheet = sheet;
    this.root = sheet.doc.struct("Document");
    sheet.doc.addStructure(this.root);
    this.open.push(this.root);
  }

  /** An element in reading order, under `parent` or the document; a head cell says what it heads. */
  element(tag: string, parent: Element = this.root, scope?: "Row" | "Column"): Element {
    // pdfkit knows the scope, its types do not; an empty title writes nothing.
    const options = scope ? { title: "", scope } : {};
    const made = this.sheet.doc.struct(tag, options);
    parent.add(made);
    this.open.push(made);
    return made;
  }

  /** Draws as content of an element; an element cut by a page break gets several. */
  content(element: Element, tag: string, draw: () => void): void {
    const content = this.sheet.doc.markStructureContent(tag);
    draw();
    this.sheet.doc.endMarkedContent();
    element.add(content);
  }

  /** Draws what a reading program passes over. */
  artifact(draw: () => void): void {
    this.sheet.doc.markContent("Artifact", { type: "Pagination" });
    draw();
    this.sheet.doc.endMarkedContent();
  }

  /** Closes every element, the innermost first. */
  end(): void {
    for (const element of this.open.reverse()) element.end();
  }
}
