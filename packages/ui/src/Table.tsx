import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  head: ReactNode;
  /** Plain text of the head, shown beside the value when rows become lists on a phone; needed where `head` is not a string. */
  label?: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  numeric?: boolean;
};

/**
 * A table with a caption for readers. Below 860 px each row becomes a small list with the heads as labels; the roles are
 * written out because that layout would take them away. `foot` has one entry for each column.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  selected,
  foot,
  density = "comfortable",
  empty,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selected?: (row: Row) => boolean;
  foot?: readonly ReactNode[];
  density?: "comfortable" | "dense";
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
}) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: display:block on phones removes the built-in roles
    <table className="table" role="table" data-density={density === "dense" ? "dense" : undefined}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((c) => (
            <th key={c.key} scope="col" role="columnheader" className={c.numeric ? "num" : undefined}>
              {c.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={selected?.(row) ? "selected" : undefined}>
            {columns.map((c) => (
              <td key={c.key} role="cell" data-label={labelOf(c)} className={c.numeric ? "num" : undefined}>
                {c.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot ? (
        <tfoot role="rowgroup">
          <tr role="row">
            {columns.map((c, i) => (
              <td key={c.key} role="cell" data-label={labelOf(c)} className={c.numeric ? "num" : undefined}>
                {foot[i]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: display:block on phones removes the built-in roles
  );
}

const labelOf = <Row,>(c: Column<Row>): string => c.label ?? (typeof c.head === "string" ? c.head : "");
