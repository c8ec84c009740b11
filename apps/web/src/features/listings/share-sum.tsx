"use client";

import { useEffect, useRef, useState } from "react";
import { sumOfShares } from "./share-text.ts";

type Words = { readonly sum: string; readonly whole: string; readonly bad: string };

/** The sum of the shares as they are typed, exact to a hundredth of a percent. */
export function ShareSum({ start, words }: { start: readonly string[]; words: Words }) {
  const box = useRef<HTMLOutputElement>(null);
  const [typed, setTyped] = useState(start);
  useEffect(() => {
    const form = box.current?.closest("form");
    const look = () => {
      const shares = form?.querySelectorAll<HTMLInputElement>('[name^="inventors."][name$=".sharePct:number"]');
      if (shares) setTyped([...shares].map((s) => s.value));
    };
    form?.addEventListener("input", look);
    return () => form?.removeEventListener("input", look);
  }, []);
  const { text, state } = sumOfShares(typed);
  return (
    <output ref={box} className={`share-sum share-sum-${state}`}>
      {state === "bad" ? words.bad : state === "whole" ? words.whole : words.sum.replace("{sum}", text)}
    </output>
  );
}
