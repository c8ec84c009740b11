"use client";

import { FormContext } from "@peony/ui/form-context";
import {
  type Dispatch,
  type RefObject,
  type SetStateAction,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type AutosaveState, told } from "./autosave-words.ts";
import type { Autosaved } from "./autosaving.ts";
import { holdStill, isKeptHere, keepHere, putListsBack } from "./kept-here.ts";

const quietMs = 3_000;
/** Soon enough that a closed laptop loses nothing; the server is asked later. */
const keepMs = 400;
const againMs = 10_000;

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
  timer: ReturnType<typeof setTimeout> | undefined;
};

type Save = (form: FormData) => Promise<Autosaved>;
/** What the parts of one saving form share; the same object as long as its draft is the same. */
type Saving = {
  readonly formOf: () => HTMLFormElement | null | undefined;
  readonly run: Run;
  readonly draft: string;
  readonly setState: Dispatch<SetStateAction<AutosaveState>>;
};

/** The form's own version, as the next save will name it. */
export const versionField = (form: HTMLFormElement): HTMLInputElement => {
  const held = form.elements.namedItem("version:number");
  if (!(held instanceof HTMLInputElement)) throw new Error("a form that saves itself has a version");
  return held;
};

/** Sends what is not saved, one at a time, and again where it did not arrive or more was typed meanwhile. */
const useStore = ({ formOf, run: r, draft, setState }: Saving, save: Save) => {
  // drawn anew, the page hands in another function for the same action
  const action = useRef(save);
  useEffect(() => {
    action.current = save;
  });
  return useCallback(
    async function store() {
      const form = formOf();
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
      else if (r.dirty) r.timer = setTimeout(store, answer.status === "away" ? againMs : quietMs);
    },
    [formOf, r, draft, setState],
  );
};

/** Keeps what is typed on this device, a moment after it was, or at once. */
const keeper = (draft: string, form: HTMLFormElement) => {
  let keep: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    if (keep === undefined) return;
    clearTimeout(keep);
    keep = undefined;
    keepHere(draft, form);
  };
  const soon = () => {
    clearTimeout(keep);
    keep = setTimeout(now, keepMs);
  };
  return { now, soon };
};

/** What is listened to at the form while it saves itself. */
const listenersOf = (
  { run: r, draft, setState }: Saving,
  store: () => Promise<void>,
  form: HTMLFormElement,
  keep: ReturnType<typeof keeper>,
): [EventTarget, string, EventListener][] => {
  const changed = (event?: Event) => {
    const control = event?.target;
    if (control instanceof HTMLSelectElement) {
      r.lists.set(control.name, control.value);
      r.chosen = control.name;
    }
    r.dirty = true;
    if (!r.flying && !r.stopped) setState({ kind: "unsaved" });
    clearTimeout(r.timer);
    keep.soon();
    if (!r.composing) r.timer = setTimeout(store, quietMs);
  };
  const composing = () => {
    r.composing = true;
    clearTimeout(r.timer);
  };
  const composed = () => {
    r.composing = false;
    changed();
  };
  // a pressed save waits for the one that is under way, else it would be refused as older than itself
  const submitting = (event: Event) => {
    clearTimeout(r.timer);
    keep.now();
    if (r.flying) {
      event.preventDefault();
      event.stopPropagation();
      r.waiting = { submitter: (event as SubmitEvent).submitter };
      return;
    }
    if (r.dirty || isKeptHere(draft)) keepHere(draft, form, Number(versionField(form).value));
    r.dirty = false;
  };
  return [
    ...([
      [form, "input", changed],
      [form, "change", changed],
      [form, "submit", submitting],
    ] as const),
    ...([
      [form, "compositionstart", composing],
      [form, "compositionend", composed],
    ] as const),
    ...([
      [window, "online", () => void store()],
      [window, "pagehide", keep.now],
    ] as const),
  ].map(([target, type, listener]) => [target, type, listener]);
};

const useListening = (saving: Saving, store: () => Promise<void>): void =>
  useEffect(() => {
    const form = saving.formOf();
    if (!form) return;
    const keep = keeper(saving.draft, form);
    const listeners = listenersOf(saving, store, form, keep);
    for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
    return () => {
      keep.now();
      clearTimeout(saving.run.timer);
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
    };
  }, [saving, store]);

/** The answer to the form's own button. */
const useButtonAnswer = ({ formOf, run: r, draft, setState }: Saving, store: () => Promise<void>): void => {
  const sent = useContext(FormContext)?.state;
  useEffect(() => {
    const form = formOf();
    if (!form || !sent || sent.status === "idle") return;
    if (sent.status === "done") {
      if (r.dirty) r.timer = setTimeout(store, quietMs);
      else keepHere(draft, null);
      r.stopped = false;
      setState({ kind: "saved", at: Date.now() });
      return;
    }
    // refused: nothing of it is saved, and what others changed is not gone over unasked
    keepHere(draft, form);
    Object.assign(r, { dirty: true, stopped: r.stopped || sent.storedLabel !== undefined });
    setState({ kind: r.stopped ? "stale" : "unsaved" });
    r.timer = setTimeout(store, quietMs);
  }, [sent, formOf, r, draft, setState, store]);
};

/** A new version makes the lists of options anew: each shows again what it showed, and the one chosen from has the focus. */
const useLists = ({ formOf, run: r }: Saving, version: number): void =>
  useEffect(() => {
    const form = formOf();
    if (!form) return;
    putListsBack(form, r.lists);
    const list = r.chosen && form.elements.namedItem(r.chosen);
    if (list instanceof HTMLSelectElement && document.activeElement === document.body)
      list.focus({ preventScroll: true });
    r.chosen = null;
  }, [formOf, r, version]);

/** Saves the form around `box` by itself, and says how that went. */
export const useAutosave = (
  box: RefObject<HTMLElement | null>,
  { save, draft, version }: { save: Save; draft: string; version: number },
): AutosaveState => {
  const [state, setState] = useState<AutosaveState>({ kind: "idle" });
  const held = useRef<Run>({
    ...{ flying: false, composing: false, dirty: false, stopped: false, waiting: null },
    ...{ lists: new Map(), chosen: null, timer: undefined },
  });
  const saving = useMemo(
    (): Saving => ({ formOf: () => box.current?.closest("form"), run: held.current, draft, setState }),
    [box, draft],
  );
  const store = useStore(saving, save);
  useListening(saving, store);
  useButtonAnswer(saving, store);
  useLists(saving, version);
  return state;
};
