import type { Block } from "@peony/domain/contracts";
import type { Piece, Strip } from "./flow.ts";
import { contentWidth, ink, page, type Sheet, type Style, styles } from "./sheet.ts";
import { tableRow } from "./table.ts";
import type { Tags } from "./tags.ts";

const left = page.side;
const right = page.width - page.side;

const textStrips = (sheet: Sheet, tags: Tags, tag: string, text: string, style: Style, indent = 0): Strip[] => {
  const element = tags.element(tag);
  return sheet.lines(text, contentWidth - indent, style).map((line) => ({
    height: style.leading,
    draw: (y) => tags.content(element, tag, () => sheet.line(line, left + indent, y, style)),
  }));
};

const heading = (sheet: Sheet, tags: Tags, text: string): Piece => ({
  strips: textStrips(sheet, tags, "H2", text, styles.heading),
  before: 14,
  after: 3,
  together: 1,
  keepWithNext: true,
  begin: (y) => {
    // The place is known to pdfkit but not to its types; both numbers count from the far edge.
    const place = { expanded: false, top: y - 6, left: page.width };
    sheet.doc.outline.addItem(text, place);
  },
});

const clause = (sheet: Sheet, tags: Tags, number: string, text: string): Piece => {
  const indent = 33;
  const element = tags.element("P");
  const strips = sheet.lines(text, contentWidth - indent, styles.body).map(
    (line, i): Strip => ({
      height: styles.body.leading,
      draw: (y) =>
        tags.content(element, "P", () => {
          if (i === 0) sheet.line(number, left, y, { ...styles.body, color: ink.soft });
          sheet.line(line, left + indent, y, styles.body);
        }),
    }),
  );
  return { strips, before: 0, after: 4, together: 2 };
};

/** A digest of 64 digits stays on one line. */
const digest = /[0-9a-f]{64}/;

const facts = (sheet: Sheet, tags: Tags, rows: Extract<Block, { kind: "facts" }>["rows"]): Piece => {
  const table = tags.element("Table");
  const columns = [
    { x: left, width: 128, style: styles.label, tag: "TH" as const, scope: "Row" as const },
    { x: left + 140, width: contentWidth - 140, style: styles.cell, tag: "TD" as const },
  ];
  const fine = columns.map((c) => (c.tag === "TD" ? { ...c, style: { ...c.style, size: 8.2 } } : c));
  const strips = rows.map((r) =>
    tableRow(sheet, tags, table, digest.test(r.value) ? fine : columns, [r.label, r.value]),
  );
  const line: Strip = { height: 0, draw: (y) => sheet.rule(y, left, right, ink.strong) };
  return { strips: topped(sheet, strips), before: 6, after: 8, together: 3, repeat: line };
};

/** A hairline above the first row; each row draws the one below itself. */
const topped = (sheet: Sheet, strips: readonly Strip[]): Strip[] =>
  strips.map((s, i) =>
    i > 0
      ? s
      : {
          height: s.height,
          draw: (y) => {
            sheet.rule(y, left, right, ink.strong);
            s.draw(y);
          },
        },
  );

const table = (sheet: Sheet, tags: Tags, block: Extract<Block, { kind: "table" }>): Piece => {
  const gap = 10;
  const total = block.columns.reduce((s, c) => s + c.width, 0);
  const room = contentWidth - gap * (block.columns.length - 1);
  let x: number = left;
  const columns = block.columns.map((c) => {
    const width = (room * c.width) / total;
    const column = { x, width, align: c.align ?? ("start" as const), style: styles.cell, tag: "TD" as const };
    x += width + gap;
    return column;
  });
  const element = tags.element("Table");
  const heads = columns.map((c) => ({ ...c, style: styles.head, tag: "TH" as const, scope: "Column" as const }));
  const names = block.columns.map((c) => c.head);
  const head = tableRow(sheet, tags, element, heads, names);
  const again = tableRow(sheet, tags, null, heads, names);
  const rows = block.rows.map((cells) => tableRow(sheet, tags, element, columns, cells));
  return {
    strips: topped(sheet, [head, ...rows]),
    before: 4,
    after: 8,
    // The head and one row, at least.
    together: 2,
    tail: 1,
    repeat: topped(sheet, [again])[0] ?? again,
  };
};

const signatures = (sheet: Sheet, tags: Tags, sides: Extract<Block, { kind: "signatures" }>["sides"]): Piece => {
  const gap = 24;
  const width = (contentWidth - gap * (sides.length - 1)) / sides.length;
  const element = tags.element("Div");
  const boxes = sides.map((side, i) => {
    const x = left + i * (width + gap);
    const lines = side.rows.flatMap((r) => [
      ...sheet.lines(r.label, width, styles.small).map((text) => ({ text, style: styles.small as Style })),
      ...sheet.lines(r.value, width, styles.cell).map((text, n, all) => ({
        text,
        style: { ...styles.cell, leading: n === all.length - 1 ? styles.cell.leading + 5 : styles.cell.leading },
      })),
    ]);
    return { x, title: side.title, lines, height: 26 + lines.reduce((h, l) => h + l.style.leading, 0) };
  });
  const draw = (y: number): void => {
    for (const box of boxes) {
      sheet.rule(y, box.x, box.x + width, ink.strong);
      tags.content(element, "Div", () => {
        sheet.line(box.title, box.x, y + 4, { ...styles.cell, weight: "strong" });
        let at = y + 26;
        for (const l of box.lines) {
          sheet.line(l.text, box.x, at, {
            ...l.style,
            leading: l.style === styles.small ? l.style.leading : styles.cell.leading,
          });
          at += l.style.leading;
        }
      });
    }
  };
  return { strips: [{ height: Math.max(...boxes.map((b) => b.height)), draw }], before: 10, after: 12, together: 1 };
};

/** A block of the model as strips that know how to draw themselves. */
export const pieceOf = (sheet: Sheet, tags: Tags, block: Block): Piece => {
  switch (block.kind) {
    case "heading":
      return heading(sheet, tags, block.text);
    case "clause":
      return clause(sheet, tags, block.number, block.text);
    case "paragraph":
      return { strips: textStrips(sheet, tags, "P", block.text, styles.body), before: 6, after: 6, together: 2 };
    case "note":
      return { strips: textStrips(sheet, tags, "P", block.text, styles.small), before: 2, after: 5, together: 2 };
    case "facts":
      return facts(sheet, tags, block.rows);
    case "table":
      return table(sheet, tags, block);
    case "signatures":
      return signatures(sheet, tags, block.sides);
  }
};

/** Title and subtitle, centred, with room around. */
export const titlePieces = (sheet: Sheet, tags: Tags, title: string, subtitle: string): Piece[] => {
  const centred = (tag: string, text: string, style: Style): Strip[] => {
    const element = tags.element(tag);
    return sheet.lines(text, contentWidth, style).map((line) => ({
      height: style.leading,
      draw: (y) => tags.content(element, tag, () => sheet.line(line, page.width / 2, y, style, "middle")),
    }));
  };
  const h1: Piece = {
    strips: centred("H1", title, styles.title),
    before: 0,
    after: subtitle ? 2 : 16,
    together: 1,
    keepWithNext: true,
  };
  if (!subtitle) return [h1];
  return [
    h1,
    { strips: centred("P", subtitle, styles.subtitle), before: 0, after: 16, together: 1, keepWithNext: true },
  ];
};
