"use client";

import { useEffect } from "react";

const typing = "input, textarea, select, [contenteditable]";

/** J and K follow the page's own links to the next and the previous one (`rel`), unless somebody types, composes or holds a modifier. */
export function PageKeys() {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const rel = { j: "next", k: "prev" }[event.key.toLowerCase()];
      if (rel) document.querySelector<HTMLAnchorElement>(`main a[rel="${rel}"]`)?.click();
    };
    document.addEventListener("keydown", follow);
    return () => document.removeEventListener("keydown", follow);
  }, []);
  return null;
}
