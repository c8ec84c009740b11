import type { Strip } from "./flow.ts";
import type { Sheet, Style } from "./sheet.ts";
import type { Element, Tags } from "./tags.ts";

export type Column = {
  readonly x: number;
  readonly width: number;
  readonly align?: "start" | "end";
  readonly style: Style;
  readonly tag: "TH" | "TD";
  /** What a head cell heads. */
  readonly scope?: "Row" | "Column";
};

const padding = 4;

/** One row with a hairline below; a page break never cuts it. Without a table element it is a repeated head, told as an artefact. */
export const tableRow = (
  sheet: Sheet,
  tags: Tags,
  table: Element | null,
  columns: readonly Column[],
  cells: readonly string[],
): Strip => {
  const row = table && tags.element("TR", table);
  const boxes = columns.map((column, i) => ({
    column,
    element: row && tags.element(column.tag, row, column.scope),
    lines: sheet.lines(cells[i] ?? "", column.width, column.style),
  }));
  const height = 2 * padding + Math.max(...boxes.map((b) => b.lines.length * b.column.style.leading));
  const draw = (y: number): void => {
    for (const { column, element, lines } of boxes) {
      const write = (): void => {
        for (const [n, text] of lines.entries()) {
          const end = column.align === "end";
          sheet.line(
            text,
            end ? column.x + column.width : column.x,
            y + padding + n * column.style.leading,
            column.style,
            end ? "end" : "start",
          );
        }
      };
      if (element) tags.content(element, column.tag, write);
      else tags.artifact(write);
    }
    sheet.rule(y + height);
  };
  return { height, draw };
};
