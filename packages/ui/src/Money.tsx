import type { ReactNode } from "react";
import { Table } from "./Table.tsx";

/**
 * Where the money is, in one sentence: how much, held where, released by what, at the latest when, who gets which part.
 * Amounts stand in `<b>`, the condition in `<strong>`. `side` is usually a Countdown.
 */
export function MoneySentence({
  children,
  side,
  sideLabel,
}: {
  children: ReactNode;
  side?: ReactNode;
  sideLabel?: string;
}) {
  if (!side) return <p className="money-sentence">{children}</p>;
  return (
    <div className="money-top">
      <p className="money-sentence">{children}</p>
      <aside aria-label={sideLabel}>{side}</aside>
    </div>
  );
}

export type SplitPart = {
  key: string;
  name: ReactNode;
  note?: ReactNode;
  /** Weight of the part, any whole number (minor units, basis points). */
  weight: bigint | number;
  share: string;
  amount: string;
  /** Text inside the bar; left out where the part is too narrow for it. */
  barText?: string;
};

/** Who gets which part: a bar, and the same as a table that adds up. */
export function SplitBar({
  label,
  parts,
  heads,
  total,
}: {
  label: string;
  parts: readonly SplitPart[];
  heads: { payee: string; share: string; amount: string };
  total: { label: string; share: string; amount: string };
}) {
  const sum = parts.reduce((all, p) => all + Number(p.weight), 0);
  const numbered = parts.map((p, i) => ({ ...p, series: (i % 6) + 1 }));
  return (
    <>
      <div className="split" aria-hidden="true">
        {numbered.map((p) => (
          <span key={p.key} className={`series-${p.series}`} style={{ flex: `${Number(p.weight)} 1 0` }}>
            {Number(p.weight) / sum >= 0.12 ? p.barText : null}
          </span>
        ))}
      </div>
      <Table
        caption={label}
        rows={numbered}
        rowKey={(p) => p.key}
        columns={[
          {
            key: "payee",
            head: heads.payee,
            cell: (p) => (
              <>
                <span className={`swatch series-${p.series}`} />
                {p.name}
                {p.note ? <small>{p.note}</small> : null}
              </>
            ),
          },
          { key: "share", head: heads.share, numeric: true, cell: (p) => p.share },
          { key: "amount", head: heads.amount, numeric: true, cell: (p) => p.amount },
        ]}
        foot={[total.label, total.share, total.amount]}
      />
    </>
  );
}

/** Days that are left of a period. The strip repeats the words, so readers skip it. */
export function Countdown({
  caption,
  left,
  unit,
  past,
  total,
  from,
  to,
  note,
}: {
  caption: ReactNode;
  left: ReactNode;
  unit?: ReactNode;
  /** Whole days gone, and all days of the period. */
  past: number;
  total: number;
  from: ReactNode;
  to: ReactNode;
  note?: ReactNode;
}) {
  return (
    <>
      <p className="countdown-caption">{caption}</p>
      <p className="countdown-left">
        {left} {unit ? <small>{unit}</small> : null}
      </p>
      <ol className="days" aria-hidden="true">
        {Array.from({ length: Math.min(total, 60) }, (_, i) => (
          <li key={i} className={i < past ? "past" : i === past ? "today" : undefined} />
        ))}
      </ol>
      <p className="days-ends">
        <span>{from}</span>
        <span>{to}</span>
      </p>
      {note ? <p className="countdown-caption countdown-note">{note}</p> : null}
    </>
  );
}
