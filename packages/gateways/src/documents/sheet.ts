import { smallSigns } from "@peony/domain/contracts";
import type { Locale } from "@peony/domain/shared";
import PDFDocument from "pdfkit";
import { breakLines } from "./break-lines.ts";
import { fontBytes, type Weight } from "./fonts.ts";

/** Points. A4 with the margins of an office letter. */
export const page = { width: 595.28, height: 841.89, top: 76, bottom: 84, side: 74 } as const;
export const contentWidth = page.width - 2 * page.side;
export const bottomEdge = page.height - page.bottom;

export const ink = { text: "#211D1F", soft: "#51494D", line: "#C9C1B8", strong: "#8A8078", mark: "#EFEAE4" } as const;

export type Style = {
  readonly size: number;
  readonly leading: number;
  readonly weight: Weight;
  readonly color: string;
};
export const styles = {
  title: { size: 19, leading: 30, weight: "strong", color: ink.text },
  subtitle: { size: 12, leading: 20, weight: "regular", color: ink.soft },
  heading: { size: 11.5, leading: 20, weight: "strong", color: ink.text },
  body: { size: 10.5, leading: 18, weight: "regular", color: ink.text },
  cell: { size: 9.5, leading: 15.5, weight: "regular", color: ink.text },
  head: { size: 9, leading: 15, weight: "strong", color: ink.soft },
  label: { size: 9, leading: 15.5, weight: "regular", color: ink.soft },
  small: { size: 8.5, leading: 14, weight: "regular", color: ink.soft },
} as const satisfies Record<string, Style>;

/** Quotes and dots are full-width in this face; in English they take their narrow forms. */
const narrow = "“”‘’…";
const special = new RegExp(`([${narrow}]+|[${[...smallSigns.keys()].join("")}])`, "u");

/** A part of a line drawn in one go. `shift` is upward, `scale` of the style's size; `sign` is what a reader copies. */
type Run = {
  readonly text: string;
  readonly scale: number;
  readonly shift: number;
  readonly features?: PDFKit.Mixins.OpenTypeFeatures[];
  readonly sign?: string;
};

const runOf = (part: string, locale: Locale): Run => {
  const small = smallSigns.get(part);
  if (small) return { text: small.plain, scale: 0.62, shift: small.raised ? 0.36 : -0.14, sign: part };
  return {
    text: part,
    scale: 1,
    shift: 0,
    ...(locale === "en" && narrow.includes(part.charAt(0)) ? { features: ["pwid"] } : {}),
  };
};

/** The drawing surface: what pdfkit does not do itself, in one place. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly locale: Locale;
  private readonly widths = new Map<string, number>();

  constructor(locale: Locale, info: { readonly title: string; readonly subject: string }) {
    this.locale = locale;
    // A file's name is its hash, so nothing in it may come from a clock: the dates are fixed, the identity comes from title and subject.
    const epoch = new Date(0);
    this.doc = new PDFDocument({
      size: "A4",
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: "1.7",
      tagged: true,
      lang: locale === "zh" ? "zh-CN" : "en",
      displayTitle: true,
      info: {
        Title: info.title,
        Subject: info.subject,
        Producer: "Peony",
        Creator: "Peony",
        CreationDate: epoch,
        ModDate: epoch,
      },
    });
    for (const weight of ["regular", "strong"] as const) this.doc.registerFont(weight, fontBytes(weight));
  }

  private runs(text: string): Run[] {
    return text
      .split(special)
      .filter(Boolean)
      .map((part) => runOf(part, this.locale));
  }

  private widthOfRun(run: Run, style: Style): number {
    const key = `${style.weight}${style.size * run.scale}${run.features ?? ""}:${run.text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.doc.font(style.weight).fontSize(style.size * run.scale);
    const width = this.doc.widthOfString(run.text, run.features ? { features: run.features } : {});
    this.widths.set(key, width);
    return width;
  }

  width(text: string, style: Style): number {
    return this.runs(text).reduce((sum, run) => sum + this.widthOfRun(run, style), 0);
  }

  lines(text: string, width: number, style: Style): string[] {
    return breakLines(text, width, (s) => this.width(s, style), this.locale === "zh");
  }

  /** One line whose box of the style's leading begins at `y`. `x` is its left edge, or its right one when aligned to the end. */
  line(text: string, x: number, y: number, style: Style, align: "start" | "end" | "middle" = "start"): void {
    const width = this.width(text, style);
    let at = align === "start" ? x : align === "end" ? x - width : x - width / 2;
    const baseline = y + style.leading / 2 + style.size * 0.36;
    for (const run of this.runs(text)) {
      this.doc
        .font(style.weight)
        .fontSize(style.size * run.scale)
        .fillColor(style.color);
      if (run.sign) this.doc.markContent("Span", { actual: run.sign });
      this.doc.text(run.text, at, baseline - run.shift * style.size, {
        lineBreak: false,
        baseline: "alphabetic",
        ...(run.features ? { features: run.features } : {}),
      });
      if (run.sign) this.doc.endMarkedContent();
      at += this.widthOfRun(run, style);
    }
  }

  rule(
    y: number,
    from: number = page.side,
    to: number = page.width - page.side,
    color: string = ink.line,
    width = 0.5,
  ): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(width).strokeColor(color).stroke();
    this.doc.endMarkedContent();
  }

  finish(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      this.doc.on("data", (c: Buffer) => chunks.push(c));
      this.doc.on("end", () => resolve(Buffer.concat(chunks)));
      this.doc.on("error", reject);
      this.doc.end();
    });
  }
}
