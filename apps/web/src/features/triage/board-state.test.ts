import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardRow } from "./board-rows.ts";
import { type BoardAct, boardAfter, emptyBoard } from "./board-state.ts";

const row = (n: number): BoardRow => ({
  id: `r${n}`,
  version: 1,
  title: `T${n}`,
  titleLang: undefined,
  text: "",
  facts: [],
});
const rows = Array.from({ length: 6 }, (_, i) => row(i));

describe("the triage board", () => {
  test("fast presses lose nothing and are sent in their order", () => {
    let board = emptyBoard(rows);
    for (const r of rows) board = boardAfter(board, { do: "decide", id: r.id, pick: "sell.upkeep", own: "" });
    expect(board.rows).toEqual([]);
    expect(board.queue.map((d) => d.row.id)).toEqual(rows.map((r) => r.id));
  });

  test("taking back waits behind the decision and brings the row back with the version it will have", () => {
    let board = boardAfter(emptyBoard(rows), { do: "decide", id: "r0", pick: "keep.undecided", own: "" });
    board = boardAfter(board, { do: "undo" });
    expect(board.rows[0]).toMatchObject({ id: "r0", version: 3 });
    expect(board.queue.map((d) => [d.kind, d.row.version])).toEqual([
      ["decide", 1],
      ["undo", 2],
    ]);
    expect(boardAfter(board, { do: "undo" })).toEqual(board);
  });

  test("an empty board asks for no reason, and one that empties forgets the way that was chosen", () => {
    expect(boardAfter(emptyBoard([]), { do: "choose", choice: "sell" }).chosen).toBeNull();
    const chosen = boardAfter(emptyBoard([row(0)]), { do: "choose", choice: "sell" });
    expect(chosen.chosen).toBe("sell");
    const decide = { row: row(0), pick: "keep.undecided", own: "", kind: "decide" as const };
    expect(boardAfter(chosen, { do: "restore", queue: [decide] })).toMatchObject({ rows: [], chosen: null });
  });

  test("a refused row leaves the board with its sentence, and comes back when the list is read anew", () => {
    let board = boardAfter(emptyBoard(rows), { do: "decide", id: "r0", pick: "drop.duplicate", own: "" });
    board = boardAfter(board, { do: "refused", message: "changed" });
    expect([board.queue, board.done, board.refused]).toEqual([[], [], { title: "T0", message: "changed" }]);
    expect(boardAfter(board, { do: "load", rows: [{ ...row(0), version: 2 }] }).rows.at(-1)).toMatchObject({
      id: "r0",
      version: 2,
    });
  });

  test("without a network every decision waits in its order, and a reload brings all of them back", () => {
    let board = emptyBoard(rows);
    for (const id of ["r0", "r1"]) board = boardAfter(board, { do: "decide", id, pick: "sell.upkeep", own: "" });
    board = boardAfter(board, { do: "offline" });
    board = boardAfter(board, { do: "decide", id: "r2", pick: "keep.undecided", own: "" });
    board = boardAfter(board, { do: "undo" });
    expect([board.offline, board.queue.length, board.refused]).toEqual([true, 4, null]);
    const reloaded = boardAfter(emptyBoard(rows), { do: "restore", queue: board.queue });
    expect(reloaded.queue).toEqual(board.queue);
    expect(reloaded.rows.map((r) => r.id).toSorted()).toEqual(["r2", "r3", "r4", "r5"]);
    expect(reloaded.rows.find((r) => r.id === "r2")?.version).toBe(3);
    expect(reloaded.done.map((d) => d.row.id)).toEqual(["r0", "r1"]);
    expect(boardAfter(reloaded, { do: "restore", queue: board.queue })).toEqual(reloaded);
    expect(boardAfter(board, { do: "retry" }).offline).toBe(false);
  });

  test("takes back what an earlier visit decided, by the version it left", () => {
    const before = { row: { ...row(9), version: 4 }, pick: "", own: "", kind: "decide" as const };
    const board = boardAfter(emptyBoard(rows, [before]), { do: "undo" });
    expect(board.queue.map((d) => [d.kind, d.row.id, d.row.version])).toEqual([["undo", "r9", 5]]);
    expect(board.rows[0]).toMatchObject({ id: "r9", version: 6 });
  });

  test("whatever is pressed, every row is on the board or decided, never both and never lost", () => {
    const act: fc.Arbitrary<BoardAct> = fc.oneof(
      fc.record({
        do: fc.constant("decide" as const),
        id: fc.constantFrom(...rows.map((r) => r.id)),
        pick: fc.constant("sell.upkeep"),
        own: fc.constant(""),
      }),
      fc.constantFrom<BoardAct>(
        { do: "undo" },
        { do: "move", by: 1 },
        { do: "move", by: -1 },
        { do: "saved" },
        { do: "offline" },
        { do: "retry" },
        { do: "choose", choice: "sell" },
      ),
      fc.constant<BoardAct>({ do: "load", rows }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const board = acts.reduce(boardAfter, emptyBoard(rows));
        const [shown, decided] = [board.rows.map((r) => r.id), board.done.map((d) => d.row.id)];
        expect([...shown, ...decided].sort()).toEqual(rows.map((r) => r.id));
        expect(board.at).toBeGreaterThanOrEqual(0);
        expect(board.at).toBeLessThanOrEqual(Math.max(0, board.rows.length - 1));
      }),
    );
  });
});
