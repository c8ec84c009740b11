"use client";

import { type Dispatch, useEffect, useRef } from "react";
import type { FormState } from "#server/action.ts";
import type { Board, BoardAct, Decision } from "./board-state.ts";
import { keepQueue, keptQueue } from "./kept-queue.ts";

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

/** Between two tries to reach a server that could not be reached. */
const retryMs = 5000;
/** An error of the server bears a digest; a request that never arrived does not. */
const neverArrived = (e: unknown): boolean => !(e instanceof Error && "digest" in e);

/**
 * Sends the queue one by one, in its order; each waits for the server's word. What is refused comes back with a sentence; what could not
 * be sent stays in the queue, on this device too, and is tried again by itself. Saying the same twice is one decision to the server.
 */
export const useSender = (
  board: Board,
  act: Dispatch<BoardAct>,
  { owner, decide, undo, lost }: { owner: string; decide: Send; undo: Send; lost: string },
): void => {
  const sending = useRef<Decision | null>(null);
  const [first] = board.queue;
  const { offline, queue } = board;
  const restored = useRef(false);
  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    act({ do: "restore", queue: keptQueue(owner) });
  }, [act, owner]);
  useEffect(() => {
    if (!first || offline || sending.current === first) return;
    sending.current = first;
    const send = first.kind === "decide" ? decide : undo;
    send({ status: "idle" }, formOf(first)).then(
      (answer) =>
        act(
          answer.status === "refused"
            ? { do: "refused", message: Object.values(answer.errors ?? {})[0] ?? answer.message ?? "" }
            : { do: "saved" },
        ),
      (e: unknown) => {
        sending.current = null;
        act(neverArrived(e) ? { do: "offline" } : { do: "refused", message: lost });
      },
    );
  }, [first, offline, act, decide, undo, lost]);
  useEffect(() => {
    if (!offline) return;
    const again = (): void => act({ do: "retry" });
    const timer = setInterval(again, retryMs);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [offline, act]);
  const started = useRef(false);
  useEffect(() => {
    // the first queue is empty because nothing was restored yet
    const kept = started.current || queue.length > 0 ? keepQueue(owner, queue) : true;
    started.current = true;
    if (kept || queue.length === 0) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [queue, owner]);
};
