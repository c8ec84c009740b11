"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { type AutosaveWords, clock, sentence } from "./autosave-words.ts";
import type { Autosaved } from "./autosaving.ts";
import { type Kept, keepHere, putBack, unsavedHere } from "./kept-here.ts";
import { useAutosave, versionField } from "./use-autosave.ts";

type Props = {
  save: (form: FormData) => Promise<Autosaved>;
  draft: string;
  version: number;
  words: AutosaveWords;
  lang: string;
};

/** What this device kept of the draft and the server never had; only what was there before anything was typed on this page is offered. */
const useKept = (box: RefObject<HTMLElement | null>, draft: string) => {
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    const form = box.current?.closest("form");
    if (form) setKept(unsavedHere(draft, form, Number(versionField(form).value)));
  }, [box, draft]);
  const restore = () => {
    const form = box.current?.closest("form");
    if (form && kept) putBack(form, kept);
    setKept(null);
  };
  const discard = () => {
    keepHere(draft, null);
    setKept(null);
  };
  return { kept, restore, discard };
};

/**
 * Saves the draft around it three quiet seconds after the last change, never while an input method composes, and says how that
 * went. What is not saved yet is kept on this device. A conflict is left to the save button, which shows both texts.
 */
export function AutosaveBox({ save, draft, version, words, lang }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const state = useAutosave(box, { save, draft, version });
  const { kept, restore, discard } = useKept(box, draft);
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
