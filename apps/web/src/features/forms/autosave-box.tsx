"use client";

import { FormContext, fieldId } from "@peony/ui/form-context";
import { startTransition, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { Autosaved } from "./autosaving.ts";
import { holdStill, isKeptHere, type Kept, keepHere, putBack, putListsBack, unsavedHere } from "./kept-here.ts";

const quietMs = 3_000;
/** Soon enough that a closed laptop loses nothing; the server is asked later. */
const keepMs = 400;
const againMs = 10_000;

type State =
  | { readonly kind: "idle" | "unsaved" | "saving" | "offline" | "stale" }
  | { readonly kind: "saved" | "left"; readonly at: number }
  | { readonly kind: "refused"; readonly reason: string };

type Words = Readonly<Record<State["kind"] | "kept" | "putBack" | "discard", string>>;

type Run = {
  flying: boolean;
  composing: boolean;
  /** The form says something that is not saved. */
  dirty: boolean;
  /** Somebody else was faster: the form's button shows both texts, and until it saved nothing goes over the other one. */
  stopped: boolean;
  /** A save by the button waits for the one that is under way. */
  waiting: { readonly submitter: HTMLElement | null } | null;
  /** What each list of options shows, and the last one chosen from: a new stored value makes it anew. */
  lists: Map<string, string>;
  chosen: string | null;
};

/**
 * Saves the draft around it three quiet seconds after the last change, never while an input method composes, and says how that
 * went. What is not saved yet is kept on this device. A conflict is left to the save button, which shows both texts.
 */
export function AutosaveBox({
  save,
  draft,
  version,
  words,
  lang,
}: {
  save: (form: FormData) => Promise<Autosaved>;
  draft: string;
  version: number;
  words: Words;
  lang: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const run = useRef<Run>({
    ...{ flying: false, composing: false, dirty: false, stopped: false },
    ...{ waiting: null, lists: new Map(), chosen: null },
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [state, setState] = useState<State>({ kind: "idle" });
  const [kept, setKept] = useState<Kept | null>(null);
  const sent = useContext(FormContext)?.state;
  // drawn anew, the page hands in another function for the same action
  const action = useRef(save);
  useEffect(() => {
    action.current = save;
  });

  const store = useCallback(async () => {
    const form = box.current?.closest("form");
    const r = run.current;
    if (!form || r.flying || r.composing || r.stopped || !r.dirty || form.getAttribute("aria-busy")) return;
    Object.assign(r, { flying: true, dirty: false, lists: holdStill(form) });
    setState({ kind: "saving" });
    const answer = await action.current(new FormData(form)).catch((): Autosaved => ({ status: "away" }));
    r.flying = false;
    if (answer.status === "saved") versionField(form).value = `${answer.version}`;
    // what was typed meanwhile is not in it, and neither is a row that lacks something
    if (answer.status === "saved" && !answer.left && !r.dirty) keepHere(draft, null);
    if (answer.status === "away") r.dirty = true;
    r.stopped = answer.status === "stale";
    startTransition(() => setState(r.dirty && answer.status === "saved" ? { kind: "unsaved" } : told(form, answer)));
    const { waiting } = r;
    r.waiting = null;
    if (waiting) form.requestSubmit(waiting.submitter);
    else if (r.dirty) timer.current = setTimeout(store, answer.status === "away" ? againMs : quietMs);
  }, [draft]);

  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form) return;
    const r = run.current;
    let keep: ReturnType<typeof setTimeout> | undefined;
    const keepNow = () => {
      if (keep === undefined) return;
      clearTimeout(keep);
      keep = undefined;
      keepHere(draft, form);
    };
    const changed = (event?: Event) => {
      const control = event?.target;
      if (control instanceof HTMLSelectElement) {
        r.lists.set(control.name, control.value);
        r.chosen = control.name;
      }
      r.dirty = true;
      if (!r.flying && !r.stopped) setState({ kind: "unsaved" });
      clearTimeout(timer.current);
      clearTimeout(keep);
      keep = setTimeout(keepNow, keepMs);
      if (!r.composing) timer.current = setTimeout(store, quietMs);
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
      keepNow();
      if (r.flying) {
        event.preventDefault();
        event.stopPropagation();
        r.waiting = { submitter: event.submitter };
        return;
      }
      if (r.dirty || isKeptHere(draft)) keepHere(draft, form, Number(versionField(form).value));
      r.dirty = false;
    };
    const online = () => void store();
    const listeners: [EventTarget, string, EventListener][] = [
      [form, "input", changed],
      [form, "change", changed],
      [form, "compositionstart", composing],
      [form, "compositionend", composed],
      [form, "submit", submitting as EventListener],
      [window, "online", online],
      [window, "pagehide", keepNow],
    ];
    for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
    return () => {
      keepNow();
      clearTimeout(timer.current);
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
    };
  }, [draft, store]);

  // the answer to the form's button
  useEffect(() => {
    const form = box.current?.closest("form");
    const r = run.current;
    if (!form || !sent || sent.status === "idle") return;
    if (sent.status === "done") {
      if (r.dirty) timer.current = setTimeout(store, quietMs);
      else keepHere(draft, null);
      r.stopped = false;
      setState({ kind: "saved", at: Date.now() });
      return;
    }
    // refused: nothing of it is saved, and what others changed is not gone over unasked
    keepHere(draft, form);
    Object.assign(r, { dirty: true, stopped: r.stopped || sent.storedLabel !== undefined });
    setState({ kind: r.stopped ? "stale" : "unsaved" });
    timer.current = setTimeout(store, quietMs);
  }, [sent, draft, store]);

  useEffect(() => {
    const form = box.current?.closest("form");
    if (!form) return;
    const { lists, chosen } = run.current;
    putListsBack(form, lists);
    const list = chosen && form.elements.namedItem(chosen);
    if (list instanceof HTMLSelectElement && document.activeElement === document.body)
      list.focus({ preventScroll: true });
    run.current.chosen = null;
  }, [version]);

  // only what was there before anything was typed on this page is offered
  useEffect(() => {
    const form = box.current?.closest("form");
    if (form) setKept(unsavedHere(draft, form, Number(versionField(form).value)));
  }, [draft]);

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
            <p>{words.kept.replace("{time}", clock(kept.at, lang))}</p>
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
      <p className="hint" role="status" data-autosave={state.kind}>
        {sentence(state, words, lang)}
      </p>
    </div>
  );
}

const versionField = (form: HTMLFormElement): HTMLInputElement => {
  const held = form.elements.namedItem("version:number");
  if (!(held instanceof HTMLInputElement)) throw new Error("a form that saves itself has a version");
  return held;
};

/** What is said of an answer; a refusal names the field as the page does. */
const told = (form: HTMLFormElement, answer: Autosaved): State => {
  if (answer.status === "saved") return { kind: answer.left ? "left" : "saved", at: Date.now() };
  if (answer.status === "stale") return { kind: "stale" };
  if (answer.status === "away") return { kind: "offline" };
  // a field called `id` stands before the form's own
  const id = answer.place && CSS.escape(fieldId(form.getAttribute("id") ?? "", answer.place));
  const label = id && document.querySelector(`label[for="${id}"], [data-names="${id}"]`)?.firstChild?.textContent;
  return { kind: "refused", reason: [label?.trim(), answer.reason].filter(Boolean).join(" · ") };
};

/** A time of day on the reader's clock. */
const clock = (at: number, lang: string): string =>
  new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);

const sentence = (state: State, words: Words, lang: string): string =>
  words[state.kind]
    .replace("{time}", "at" in state ? clock(state.at, lang) : "")
    .replace("{reason}", "reason" in state ? state.reason : "");
