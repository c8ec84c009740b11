"use client";

import { useRouter } from "next/navigation";
import { type Dispatch, type FormEvent, useActionState, useEffect, useReducer, useState } from "react";
import type { FormState } from "#server/action.ts";
import { triageListingAction, untriageListingAction } from "./actions.ts";
import type { BoardChoice, BoardRow, boardTexts } from "./board-rows.ts";
import { type Board, type BoardAct, boardAfter, type Decision, emptyBoard } from "./board-state.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { useKeys } from "./use-keys.ts";
import { useSender } from "./use-sender.ts";

type Texts = ReturnType<typeof boardTexts>;
type Props = {
  /** Whose decisions this device keeps while they cannot be sent. */
  owner: string;
  rows: readonly BoardRow[];
  /** What this person decided lately and can take back, the latest last. */
  recent: readonly BoardRow[];
  left: number;
  choices: readonly BoardChoice[];
  texts: Texts;
};

const storage = "peony-triage-keys";
/** When so few rows are on the board the next are fetched. */
const fetchBelow = 12;
const idle: FormState = { status: "idle" };
/** A decision that the server has already: only which row, for taking it back. */
const stored = (row: BoardRow): Decision => ({
  row: { ...row, version: row.version - 1 },
  pick: "",
  own: "",
  kind: "decide",
});

/** Fetches the next drafts while few are left and all is sent, and the rows anew once the server refused one. */
const useFetching = (board: Board, decided: number): void => {
  const router = useRouter();
  const more = board.queue.length === 0 && board.rows.length < fetchBelow && decided > 0;
  useEffect(() => {
    // a page asked for without a network is replaced by the browser's own
    if (more && navigator.onLine) router.refresh();
  }, [more, router]);
  useEffect(() => {
    if (board.refused && navigator.onLine) router.refresh();
  }, [board.refused, router]);
};

/** Whether the single keys are on, as this device remembers it, and how to switch them. */
const useKeySwitch = () => {
  const [keys, setKeys] = useState(true);
  useEffect(() => setKeys(window.localStorage.getItem(storage) !== "off"), []);
  const switchKeys = (on: boolean): void => {
    setKeys(on);
    window.localStorage.setItem(storage, on ? "on" : "off");
  };
  return [keys, switchKeys] as const;
};

/** What a key does on the board; false where it means nothing there. */
const pressed = (
  key: string,
  { chosen }: Board,
  choices: readonly BoardChoice[],
  act: Dispatch<BoardAct>,
  decide: (pick: string) => void,
): boolean => {
  if (/^[1-5]$/.test(key)) {
    const n = Number(key) - 1;
    const way = choices.find((c) => c.choice === chosen);
    if (way) decide(way.reasons[n]?.pick ?? "");
    else act({ do: "choose", choice: choices[n]?.choice ?? null });
    return true;
  }
  if (key === "Escape" && chosen !== null) act({ do: "choose", choice: null });
  else if (/^z$/i.test(key)) act({ do: "undo" });
  else if (/^j$/i.test(key)) act({ do: "move", by: 1 });
  else if (/^k$/i.test(key)) act({ do: "move", by: -1 });
  else return false;
  return true;
};

/**
 * One draft large, five ways with their reasons. Every reason is a button of one form, so a press is enough and scripts are not needed;
 * with them the next draft stands there at once while the server is told, and two keys do the same.
 */
export function TriageBoard({ owner, rows, recent, left, choices, texts }: Props) {
  const [board, act] = useReducer(boardAfter, null, () => emptyBoard(rows, recent.map(stored)));
  // without scripts the form is posted as it is, and the page comes back with the next draft
  const [posted, post] = useActionState(triageListingAction, idle);
  const [keys, switchKeys] = useKeySwitch();
  useEffect(() => act({ do: "load", rows }), [rows]);
  useSender(board, act, { owner, decide: triageListingAction, undo: untriageListingAction, lost: texts.lost });
  const listed = new Set(rows.map((r) => r.id));
  // what the server counted, less what was decided since, and with what was taken back since
  const decided = board.done.filter((d) => listed.has(d.row.id)).length;
  useFetching(board, decided);

  const row = board.rows[board.at];
  const ownWords = (): string => document.querySelector<HTMLInputElement>("#triage-own")?.value ?? "";
  const decide = (pick: string): void => {
    if (row) act({ do: "decide", id: row.id, pick, own: ownWords() });
  };
  useKeys(keys, (key) => pressed(key, board, choices, act, decide));
  const back = board.rows.filter((r) => !listed.has(r.id)).length;
  return (
    <div className="stack">
      {posted.status === "refused" ? (
        <p role="alert">{Object.values(posted.errors ?? {})[0] ?? posted.message}</p>
      ) : null}
      <BoardStatus
        board={board}
        chosen={choices.find((c) => c.choice === board.chosen)}
        remaining={Math.max(board.rows.length, left - decided + back)}
        texts={texts}
      />
      {row ? <RowForm key={row.id} row={row} board={board} choices={choices} {...{ texts, post, decide }} /> : null}
      <BoardBar board={board} act={act} keys={keys} switchKeys={switchKeys} texts={texts} />
      <p className="hint with-scripts">{texts.keys}</p>
    </div>
  );
}

type StatusProps = { board: Board; chosen: BoardChoice | undefined; remaining: number; texts: Texts };

/** How many are left, what is not sent yet, the way that was chosen, and what the server refused. */
function BoardStatus({ board, chosen, remaining, texts }: StatusProps) {
  const waiting = board.offline ? texts.offline : texts.saving;
  return (
    <>
      <p role="status" className="dense" data-left={remaining}>
        {texts.left.replace("{left}", String(remaining))} ·{" "}
        {board.queue.length === 0 ? texts.saved : waiting.replace("{count}", String(board.queue.length))}
        {chosen ? ` · ${texts.chosen.replace("{choice}", chosen.label)}` : ""}
      </p>
      {board.refused ? (
        <p role="alert">
          {texts.refused.replace("{title}", board.refused.title).replace("{message}", board.refused.message)}
        </p>
      ) : null}
    </>
  );
}

type RowFormProps = {
  row: BoardRow;
  board: Board;
  choices: readonly BoardChoice[];
  texts: Texts;
  post: (form: FormData) => void;
  decide: (pick: string) => void;
};

function RowForm({ row, board, choices, texts, post, decide }: RowFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter instanceof HTMLButtonElement) decide(submitter.value);
  };
  return (
    <form action={post} onSubmit={submit} className="stack">
      <input type="hidden" name="id" value={row.id} />
      <input type="hidden" name="version:number" value={row.version} />
      <RowFacts row={row} label={texts.board} />
      <ChoiceButtons choices={choices} chosen={board.chosen} />
      <div className="field">
        <label htmlFor="triage-own">{texts.own}</label>
        <p className="hint" id="triage-own-hint">
          {texts.ownHint}
        </p>
        <input className="input" id="triage-own" name="own" maxLength={200} aria-describedby="triage-own-hint" />
      </div>
    </form>
  );
}

type BarProps = {
  board: Board;
  act: Dispatch<BoardAct>;
  keys: boolean;
  switchKeys: (on: boolean) => void;
  texts: Texts;
};

/** Back and forth among the drafts, and the switch of the single keys. */
function BoardBar({ board, act, keys, switchKeys, texts }: BarProps) {
  return (
    <div className="actions with-scripts">
      <button type="button" className="button" onClick={() => act({ do: "undo" })} disabled={board.done.length === 0}>
        {texts.undo} (Z)
      </button>
      <button type="button" className="button" onClick={() => act({ do: "move", by: -1 })} disabled={board.at === 0}>
        {texts.previous} (K)
      </button>
      <button
        type="button"
        className="button"
        onClick={() => act({ do: "move", by: 1 })}
        disabled={board.at >= board.rows.length - 1}
      >
        {texts.next} (J)
      </button>
      <label>
        <input type="checkbox" checked={keys} onChange={(event) => switchKeys(event.currentTarget.checked)} />{" "}
        {texts.keysOn}
      </label>
    </div>
  );
}

function RowFacts({ row, label }: { row: BoardRow; label: string }) {
  return (
    <section className="card" aria-label={label} data-row={row.id}>
      <div className="card-in stack-small">
        <h2 lang={row.titleLang}>{row.title}</h2>
        {row.text ? <p>{row.text}</p> : null}
        <dl className="triage-facts">
          {row.facts.map((fact) => (
            <div key={fact.term}>
              <dt>{fact.term}</dt>
              <dd className={fact.mono ? "mono" : undefined}>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
