"use client";

import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import type { FormState } from "#server/action.ts";
import { formatClock, type Kept, keepHere, keptHere, putBack, sameEntries } from "./kept-here.ts";

const quietMs = 3_000;
/** Soon enough that a closed laptop loses nothing; the server is asked later. */
const keepMs = 400;

type State =
  | { readonly kind: "idle" | "unsaved" | "saving" | "offline" }
  | { readonly kind: "saved"; readonly at: number }
  | { readonly kind: "refused"; readonly reason: string };

type Run = {
  flying: boolean;
  composing: boolean;
  dirty: boolean;
  /** The form went off by its button, and the page has not come back with a new version yet. */
  sent: boolean;
  /** The button that was pressed while a save was under way. */
  submitter: HTMLElement | null;
  /** The last choice from a list: such a control is made anew when its saved value changes, and loses focus and later choices. */
  select: { readonly name: string; readonly value: string } | null;
};

export type AutosaveWords = Readonly<
  Record<"idle" | "unsaved" | "saving" | "saved" | "offline" | "refused" | "kept" | "putBack" | "discard", string>
>;

/**
 * Saves the draft around it three quiet seconds after the last change, never while an input method composes, and says how that
 * went. What is not saved yet is kept on this device. A conflict is left to the save button, which shows both texts.
 */
export function Autosave({
  action,
  draft,
  version,
  words,
  locale,
}: {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** Name under which this device keeps what is not saved. */
  draft: string;
  version: number;
  words: AutosaveWords;
  locale: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const run = useRef<Run>({
    flying: false,
    composing: false,
    dirty: false,
    sent: false,
    submitter: null,
    select: null,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [state, setState] = useState<State>({ kind: "idle" });
  const [kept, setKept] = useState<Kept | null>(null);

  const save = useCallback(async () => {
    const form = box.current?.closest("form");
    const r = run.current;
    if (!form || r.flying || r.composing || !r.dirty) return;
    Object.assign(r, { flying: true, dirty: false });
    setState({ kind: "saving" });
    const data = new FormData(form);
    let next: State;
    try {
      const answer = await action({ status: "idle" }, data);
      next =
        answer.status === "done"
          ? { kind: "saved", at: Date.now() }
          : { kind: "refused", reason: answer.message ?? "" };
      if (answer.status === "done") {
        const held = form.elements.namedItem("version:number");
        if (held instanceof HTMLInputElement && answer.message) held.value = answer.message;
        // what was typed meanwhile is not in it
        if (!r.dirty) keepHere(draft, null);
      }
    } catch {
      next = { kind: "offline" };
    }
    r.flying = false;
    if (next.kind === "offline") r.dirty = true;
    startTransition(() => setState(r.dirty && next.kind === "saved" ? { kind: "unsaved" } : next));
    if (r.submitter) {
      const { submitter } = r;
      r.submitter = null;
      form.requestSubmit(submitter);
    } else if (r.dirty && next.kind === "saved") timer.current = setTimeout(save, quietMs);
  }, [action, draft]);

  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form) return;
    const r = run.current;
    let keep: ReturnType<typeof setTimeout>;
    const changed = (event?: Event) => {
      const control = event?.target;
      if (control instanceof HTMLSelectElement) r.select = { name: control.name, value: control.value };
      r.dirty = true;
      if (!r.flying) setState({ kind: "unsaved" });
      clearTimeout(timer.current);
      clearTimeout(keep);
      keep = setTimeout(() => keepHere(draft, form), keepMs);
      if (!r.composing) timer.current = setTimeout(save, quietMs);
    };
    const composing = () => {
      r.composing = true;
      clearTimeout(timer.current);
    };
    const composed = () => {
      r.composing = false;
      changed();
    };
    // a pressed save waits for the one that is under way, else it would be refused as older than itself
    const submitting = (event: SubmitEvent) => {
      clearTimeout(timer.current);
      clearTimeout(keep);
      keepHere(draft, form);
      r.dirty = false;
      r.sent = !r.flying;
      if (!r.flying) return;
      event.preventDefault();
      event.stopPropagation();
      r.submitter = event.submitter;
    };
    const online = () => void save();
    const listeners: [EventTarget, string, EventListener][] = [
      [form, "input", changed],
      [form, "change", changed],
      [form, "compositionstart", composing],
      [form, "compositionend", composed],
      [form, "submit", submitting as EventListener],
      [window, "online", online],
    ];
    for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
    return () => {
      clearTimeout(timer.current);
      clearTimeout(keep);
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
    };
  }, [draft, save]);

  // a new version on the page is one that was saved: what this device holds beside it was either in it, or is offered
  useEffect(() => {
    const form = box.current?.closest("form");
    const { select, dirty, sent } = run.current;
    const chosen = select && form?.elements.namedItem(select.name);
    if (chosen instanceof HTMLSelectElement && select) {
      if (dirty) chosen.value = select.value;
      if (document.activeElement === document.body) chosen.focus({ preventScroll: true });
    }
    Object.assign(run.current, { select: null, sent: false });
    const here = keptHere(draft);
    if (!form || !here || dirty) return;
    // what was sent is in the new version, though it may be written otherwise there: a number in its usual form, a text without blanks
    const saved = sent || sameEntries(here, form);
    if (saved) keepHere(draft, null);
    setKept(saved ? null : here);
  }, [draft, version]);

  const restore = () => {
    const form = box.current?.closest("form");
    if (form && kept) putBack(form, kept);
    setKept(null);
  };
  const discard = () => {
    keepHere(draft, null);
    setKept(null);
  };

  return (
    <div ref={box} className="autosave">
      {kept ? (
        <div className="note note-warn">
          <div>
            <p>{words.kept.replace("{time}", formatClock(kept.at, locale))}</p>
            <div className="actions">
              <button type="button" className="button" onClick={restore}>
                {words.putBack}
              </button>
              <button type="button" className="button button-quiet" onClick={discard}>
                {words.discard}
              </button>
            </div>
          </div>
        </div>
      ) : null}
      <p className="hint" role="status">
        {sentence(state, words, locale)}
      </p>
    </div>
  );
}

const sentence = (state: State, words: AutosaveWords, locale: string): string => {
  if (state.kind === "saved") return words.saved.replace("{time}", formatClock(state.at, locale));
  if (state.kind === "refused") return words.refused.replace("{reason}", state.reason);
  return words[state.kind];
};
