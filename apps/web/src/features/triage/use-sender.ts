"use client";

import { type Dispatch, useEffect, useRef } from "react";
import type { FormState } from "#server/action.ts";
import type { Board, BoardAct, Decision } from "./board-state.ts";

type Send = (before: FormState, form: FormData) => Promise<FormState>;

const formOf = ({ row, pick, own, kind }: Decision): FormData => {
  const form = new FormData();
  form.set("id", row.id);
  form.set("version:number", String(row.version));
  if (kind === "decide") {
    form.set("pick", pick);
    form.set("own", own);
  }
  return form;
};

/** Sends the queue one by one, in its order; each waits for the server's word. What fails comes back with a sentence. */
export const useSender = (
  board: Board,
  act: Dispatch<BoardAct>,
  { decide, undo, lost }: { decide: Send; undo: Send; lost: string },
): void => {
  const sending = useRef<Decision | null>(null);
  const first = board.queue[0];
  useEffect(() => {
    if (!first || sending.current === first) return;
    sending.current = first;
    const send = first.kind === "decide" ? decide : undo;
    send({ status: "idle" }, formOf(first)).then(
      (answer) =>
        act(
          answer.status === "refused"
            ? { do: "refused", message: Object.values(answer.errors ?? {})[0] ?? answer.message ?? "" }
            : { do: "saved" },
        ),
      () => act({ do: "refused", message: lost }),
    );
  }, [first, act, decide, undo, lost]);
  const waiting = board.queue.length > 0;
  useEffect(() => {
    if (!waiting) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [waiting]);
};
