import type { BoardRow } from "./board-rows.ts";

/** One press that is on its way to the server or there. */
export type Decision = {
  readonly row: BoardRow;
  readonly pick: string;
  readonly own: string;
  /** A decision, or taking one back. */
  readonly kind: "decide" | "undo";
};

/**
 * The board between two answers of the server. What was pressed leaves the board at once and waits in `queue` until the server has said
 * yes; what it refused comes back with its sentence.
 */
export type Board = {
  readonly rows: readonly BoardRow[];
  readonly at: number;
  /** Key of the choice that waits for its reason. */
  readonly chosen: string | null;
  readonly queue: readonly Decision[];
  /** Decisions of this visit in their order, for taking back. */
  readonly done: readonly Decision[];
  readonly refused: { readonly title: string; readonly message: string } | null;
  /** The server could not be reached; what is queued waits on this device. */
  readonly offline: boolean;
};

export type BoardAct =
  | { readonly do: "load"; readonly rows: readonly BoardRow[] }
  | { readonly do: "choose"; readonly choice: string | null }
  | { readonly do: "decide"; readonly id: string; readonly pick: string; readonly own: string }
  | { readonly do: "undo" }
  | { readonly do: "move"; readonly by: 1 | -1 }
  | { readonly do: "saved" }
  | { readonly do: "restore"; readonly queue: readonly Decision[] }
  | { readonly do: "offline" }
  | { readonly do: "retry" }
  | { readonly do: "refused"; readonly message: string };

/** @param done decisions of earlier visits that can still be taken back, the latest last */
export const emptyBoard = (rows: readonly BoardRow[], done: readonly Decision[] = []): Board => ({
  ...{ rows, at: 0, chosen: null, queue: [], done, refused: null, offline: false },
});

const within = (at: number, rows: readonly BoardRow[]): number => Math.max(0, Math.min(at, rows.length - 1));

/** New rows of the server join behind those on the board; what was decided meanwhile does not come back by an older list. */
const load = (board: Board, fresh: readonly BoardRow[]): Board => {
  const known = new Set(
    [...board.rows, ...board.queue.map((d) => d.row), ...board.done.map((d) => d.row)].map((r) => r.id),
  );
  return { ...board, rows: [...board.rows, ...fresh.filter((r) => !known.has(r.id))] };
};

const decide = (board: Board, id: string, pick: string, own: string): Board => {
  const row = board.rows.find((r) => r.id === id);
  if (!row) return board;
  const rows = board.rows.filter((r) => r !== row);
  const decision: Decision = { row, pick, own, kind: "decide" };
  return {
    ...board,
    rows,
    at: within(board.at, rows),
    chosen: null,
    queue: [...board.queue, decision],
    done: [...board.done, decision],
    refused: null,
  };
};

/** The last decision is taken back in the same queue, behind it: each version follows from the one before. */
const undo = (board: Board): Board => {
  const last = board.done.at(-1);
  if (!last) return board;
  const again = { ...last.row, version: last.row.version + 2 };
  const back: Decision = { ...last, kind: "undo", row: { ...last.row, version: last.row.version + 1 } };
  const rows = [...board.rows.slice(0, board.at), again, ...board.rows.slice(board.at)];
  return { ...board, rows, chosen: null, queue: [...board.queue, back], done: board.done.slice(0, -1), refused: null };
};

/** What an earlier visit could not send stands before what this one decided; its rows are off the board, or back on it where taken back. */
const restore = (board: Board, kept: readonly Decision[]): Board => {
  const queued = new Set(board.queue.map((d) => d.row.id));
  const queue = kept.filter((d) => !queued.has(d.row.id));
  if (queue.length === 0) return board;
  const ids = new Set(queue.map((d) => d.row.id));
  const last = new Map(queue.map((d) => [d.row.id, d]));
  const decided = [...last.values()].filter((d) => d.kind === "decide");
  const back = [...last.values()].filter((d) => d.kind === "undo");
  const rows = [
    ...back.map((d) => ({ ...d.row, version: d.row.version + 1 })),
    ...board.rows.filter((r) => !ids.has(r.id)),
  ];
  const done = [...board.done.filter((d) => !ids.has(d.row.id)), ...decided];
  return { ...board, rows, at: within(board.at, rows), queue: [...queue, ...board.queue], done };
};

/** The server refused the first of the queue: a decision's row comes back to be decided again, after the page was read anew. */
const refuse = (board: Board, message: string): Board => {
  const [first, ...queue] = board.queue;
  if (!first) return board;
  const done = board.done.filter((d) => d !== first);
  return {
    ...board,
    queue,
    done,
    offline: false,
    rows: board.rows.filter((r) => r.id !== first.row.id),
    refused: { title: first.row.title, message },
  };
};

/** Without a row there is nothing to choose a way for. */
export const boardAfter = (board: Board, act: BoardAct): Board => {
  const next = step(board, act);
  return next.rows.length === 0 && next.chosen !== null ? { ...next, chosen: null } : next;
};

const step = (board: Board, act: BoardAct): Board => {
  switch (act.do) {
    case "load":
      return load(board, act.rows);
    case "choose":
      return { ...board, chosen: act.choice };
    case "decide":
      return decide(board, act.id, act.pick, act.own);
    case "undo":
      return undo(board);
    case "move":
      return { ...board, at: within(board.at + act.by, board.rows), chosen: null };
    case "saved":
      return { ...board, queue: board.queue.slice(1), offline: false };
    case "restore":
      return restore(board, act.queue);
    case "offline":
      return { ...board, offline: true };
    case "retry":
      return { ...board, offline: false };
    case "refused":
      return refuse(board, act.message);
  }
};
