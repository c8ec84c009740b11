"use client";

import { useEffect, useRef, useState } from "react";
import type { Saved } from "./autosave-action.ts";

const quietMs = 3_000;

/**
 * Saves the form around it three seconds after the last change and says so. It stops where somebody else has saved meanwhile: then the
 * form's own button compares both texts. Nothing fires while an input method composes. Without scripts the button saves.
 */
export function Autosave({
  save,
  saved,
  unsaved,
  offline,
}: {
  save: (form: FormData) => Promise<Saved>;
  /** What is said of the last save before this page was opened. */
  saved: string;
  unsaved: string;
  offline: string;
}) {
  const mark = useRef<HTMLParagraphElement>(null);
  const [said, setSaid] = useState(saved);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let busy = false;
    const later = () => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(store, quietMs);
    };
    const store = async () => {
      if (busy || form.getAttribute("aria-busy")) return later();
      busy = true;
      try {
        const answer = await save(new FormData(form));
        stopped = answer.status === "stopped";
        const version = form.querySelector<HTMLInputElement>('input[name="version:number"]');
        if (answer.status === "saved" && version) version.value = `${answer.version}`;
        setSaid(answer.text);
      } catch {
        setSaid(offline);
        later();
      } finally {
        busy = false;
      }
    };
    const changed = (event: Event) => {
      if (stopped || (event instanceof InputEvent && event.isComposing)) return;
      setSaid(unsaved);
      later();
    };
    // the button sends what autosave would have sent
    const sent = () => clearTimeout(timer);
    form.addEventListener("input", changed);
    form.addEventListener("compositionend", changed);
    form.addEventListener("submit", sent);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", changed);
      form.removeEventListener("compositionend", changed);
      form.removeEventListener("submit", sent);
    };
  }, [save, unsaved, offline]);
  return (
    <p ref={mark} className="quiet" role="status" data-autosave>
      {said}
    </p>
  );
}
