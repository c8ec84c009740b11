import type { ReactNode } from "react";

/** A side without a figure is said in words only: nothing is shown as measured that was not. */
export type ClaimSide = { title: ReactNode; figure?: ReactNode; condition: ReactNode };

/** A figure with the condition under which it holds, beside the rival's; `label` names the section for readers. */
export function Claim({ label, ours, rival }: { label: string; ours: ClaimSide; rival?: ClaimSide }) {
  return (
    <section className="claim" aria-label={label}>
      <div>
        <h3>{ours.title}</h3>
        {ours.figure ? <p className="figure">{ours.figure}</p> : null}
        <p>{ours.condition}</p>
      </div>
      {rival ? (
        <div>
          <h3>{rival.title}</h3>
          {rival.figure ? <p className="figure figure-rival">{rival.figure}</p> : null}
          <p>{rival.condition}</p>
        </div>
      ) : null}
    </section>
  );
}

/** Readiness 1-9 as a ladder. `label` says it in words: level 6 of 9. */
export function TrlLadder({ level, label }: { level: number; label: string }) {
  return (
    <ol className="trl" aria-label={label}>
      {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => (
        <li
          key={n}
          className={n === level ? "here" : n < level ? "reached" : undefined}
          aria-current={n === level ? "step" : undefined}
        >
          {n}
        </li>
      ))}
    </ol>
  );
}
