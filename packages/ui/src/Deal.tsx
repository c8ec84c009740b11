import { Fragment, type ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { PetalMark } from "./PetalMark.tsx";

export type TimelineStep = {
  key: string;
  name: string;
  /** `ended`: it stopped here. */
  state: "done" | "now" | "ended" | "todo";
  /** What happened or is expected, one or two short lines. */
  lines?: readonly ReactNode[];
};

/** Where a deal stands, as five steps with the petals filling up. `words` name the states for readers. */
export function DealTimeline({
  label,
  steps,
  words,
}: {
  label: string;
  steps: readonly TimelineStep[];
  words: Record<TimelineStep["state"], string>;
}) {
  return (
    <ol className="timeline" aria-label={label}>
      {steps.map((step, i) => (
        <li key={step.key} className={`step-${step.state}`} aria-current={step.state === "now" ? "step" : undefined}>
          <PetalMark {...petals(step.state, i)} />
          <b className="step-name">
            {step.name}
            <StepState state={step.state} words={words} />
          </b>
          {step.lines?.length ? (
            <p>
              {step.lines.map((line, n) => (
                <Fragment key={n}>
                  {n > 0 ? <br /> : null}
                  {line}
                </Fragment>
              ))}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function petals(state: TimelineStep["state"], index: number): { filled: number; current?: number } {
  if (state === "todo") return { filled: 0 };
  if (state === "ended") return { filled: index };
  return state === "done" ? { filled: index + 1 } : { filled: index, current: index + 1 };
}

function StepState({ state, words }: { state: TimelineStep["state"]; words: Record<TimelineStep["state"], string> }) {
  if (state === "now" || state === "ended") return <span className="tag">{words[state]}</span>;
  return (
    <>
      {state === "done" ? <Icon name="check" small /> : null}
      <span className="visually-hidden"> {words[state]}</span>
    </>
  );
}

/** Timeline with the turn under it (above it on a phone). `title` is said to readers. */
export function DealHeart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card heart" aria-label={title}>
      {children}
    </section>
  );
}

/** Whose move it is and the one next step. `who` comes first and is coloured when it is ours. */
export function TurnBand({
  tone,
  who,
  say,
  detail,
  actions,
}: {
  tone: "ours" | "theirs" | "done";
  who: ReactNode;
  say?: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={tone === "theirs" ? "turn" : `turn turn-${tone}`}>
      <div>
        <p className="turn-say">
          <span>{who}</span>
          {say}
        </p>
        {detail ? <p className="turn-detail">{detail}</p> : null}
      </div>
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}

export type TermRow = {
  key: string;
  label: string;
  value: ReactNode;
  /** What it was in the round before; set only where it moved. */
  old?: ReactNode;
  /** What the move means: more by 200,000 yuan. */
  effect?: ReactNode;
};

/** Terms of a round. Moved rows are marked: the old value struck, the new one bold, the effect beside it. */
export function TermsTable({
  caption,
  rows,
  was,
  now,
}: {
  caption: string;
  rows: readonly TermRow[];
  /** Said to readers before the old and the new value. */
  was: string;
  now: string;
}) {
  return (
    <table className="terms">
      <caption className="visually-hidden">{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.old === undefined ? undefined : "changed"}>
            <th scope="row">{row.label}</th>
            <td>
              {row.old === undefined ? (
                row.value
              ) : (
                <div className="terms-move">
                  <span>
                    <span className="visually-hidden">{was} </span>
                    <del>{row.old}</del> <span aria-hidden="true">→</span>{" "}
                    <span className="visually-hidden">{now} </span>
                    <ins>{row.value}</ins>
                  </span>
                  {row.effect ? <span className="terms-effect">{row.effect}</span> : null}
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What all moves together mean, in one sentence under the terms. */
export function Effect({ children }: { children: ReactNode }) {
  return <p className="effect">{children}</p>;
}
