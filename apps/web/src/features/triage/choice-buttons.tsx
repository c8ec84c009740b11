import type { BoardChoice } from "./board-rows.ts";

/** Five ways, each with its reasons as buttons; the numbers are the keys. */
export function ChoiceButtons({ choices, chosen }: { choices: readonly BoardChoice[]; chosen: string | null }) {
  return (
    <div className="triage-choices">
      {choices.map((c, i) => (
        <fieldset key={c.choice} data-chosen={c.choice === chosen || undefined}>
          <legend>
            <span className="triage-key">{i + 1}</span> {c.label}
          </legend>
          {c.reasons.map((r, n) => (
            <button key={r.pick} type="submit" name="pick" value={r.pick} className="button" aria-label={r.name}>
              <span className="triage-key">{n + 1}</span> {r.label}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
