"use client";

import { useEffect, useRef } from "react";

/** Fields in which keys are letters. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Single keys of the page while `on`; they sleep in fields, under other shortcuts, and while an input method composes. */
export const useKeys = (on: boolean, press: (key: string) => boolean): void => {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing(event.target) && event.target instanceof HTMLInputElement && event.target.type !== "checkbox") return;
      if (typing(event.target) && !(event.target instanceof HTMLInputElement)) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on]);
};
