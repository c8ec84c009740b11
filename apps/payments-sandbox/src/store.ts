import { type Change, openJournal } from "./journal.ts";
import { TABLE_NAMES, type TableName, type Tables } from "./tables.ts";

/** Rewriting pays once the file holds several times what is still true. */
const REWRITE_ABOVE_CHANGES = 5000;

/** The owner of a row: the platform, or a connected account by its id. */
export const PLATFORM = "platform";

type Row<T> = { readonly account: string; readonly seq: number; readonly value: T };
type Shelves = { readonly [K in TableName]: Map<string, Row<Tables[K]>> };

/**
 * Everything the sandbox knows, in memory, written through to the journal. Rows are never changed in place: a change
 * is a new value under the same id. All writing happens in `transaction`, which is one journal line or nothing.
 */
export type Store = {
  readonly find: <K extends TableName>(table: K, id: string, account?: string) => Tables[K] | undefined;
  readonly ownerOf: (table: TableName, id: string) => string | undefined;
  /** Newest first, as Stripe lists. */
  readonly list: <K extends TableName>(table: K, account?: string) => Tables[K][];
  readonly entries: <K extends TableName>(table: K) => [string, Tables[K]][];
  readonly put: <K extends TableName>(table: K, id: string, value: Tables[K], account?: string) => Tables[K];
  readonly remove: (table: TableName, id: string) => void;
  readonly transaction: <T>(work: () => T) => T;
  readonly reset: () => void;
  readonly close: () => void;
};

export const openStore = (directory: string): Store => {
  const { journal, changes } = openJournal(directory);
  const shelves = emptyShelves();
  for (const [table, id, row] of changes) apply(shelves, table, id, row);
  let lastSeq = highestSeq(shelves);
  if (changes.length > REWRITE_ABOVE_CHANGES) journal.rewrite(allRows(shelves));

  let open: { written: Change[]; undo: (() => void)[] } | null = null;

  const set = <K extends TableName>(table: K, id: string, row: Row<Tables[K]> | null): void => {
    if (open === null) throw new Error(`write to ${table} outside a transaction`);
    const shelf = shelves[table] as Map<string, Row<Tables[K]>>;
    const before = shelf.get(id);
    open.undo.push(() => (before === undefined ? shelf.delete(id) : shelf.set(id, before)));
    open.written.push([table, id, row]);
    if (row === null) shelf.delete(id);
    else shelf.set(id, row);
  };

  const rows = <K extends TableName>(table: K) => [...(shelves[table] as Map<string, Row<Tables[K]>>)];

  return {
    find: (table, id, account) => {
      const row = shelves[table].get(id);
      return row === undefined || (account !== undefined && row.account !== account) ? undefined : row.value;
    },
    ownerOf: (table, id) => shelves[table].get(id)?.account,
    list: (table, account) =>
      rows(table)
        .map(([, row]) => row)
        .filter((row) => account === undefined || row.account === account)
        .sort((a, b) => b.seq - a.seq)
        .map((row) => row.value),
    entries: (table) => rows(table).map(([id, row]) => [id, row.value]),
    put: (table, id, value, account) => {
      const before = shelves[table].get(id);
      const owner = account ?? before?.account ?? PLATFORM;
      lastSeq += before === undefined ? 1 : 0;
      set(table, id, { account: owner, seq: before?.seq ?? lastSeq, value });
      return value;
    },
    remove: (table, id) => {
      if (shelves[table].has(id)) set(table, id, null);
    },
    transaction: (work) => {
      if (open !== null) return work();
      const mine = { written: [] as Change[], undo: [] as (() => void)[] };
      open = mine;
      try {
        const result = work();
        if (mine.written.length > 0) journal.append(mine.written);
        return result;
      } catch (error) {
        for (const undo of mine.undo.reverse()) undo();
        throw error;
      } finally {
        open = null;
      }
    },
    reset: () => {
      for (const table of TABLE_NAMES) shelves[table].clear();
      journal.rewrite([]);
    },
    close: () => journal.close(),
  };
};

const emptyShelves = (): Shelves =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as unknown as Shelves;

const apply = (shelves: Shelves, table: string, id: string, row: unknown): void => {
  const name = TABLE_NAMES.find((known) => known === table);
  if (name === undefined) throw new Error(`the journal names a table "${table}" that this version does not know`);
  const shelf = shelves[name] as Map<string, Row<unknown>>;
  if (row === null) shelf.delete(id);
  else shelf.set(id, row as Row<unknown>);
};

const allRows = (shelves: Shelves): Change[] =>
  TABLE_NAMES.flatMap((table) => [...shelves[table]].map(([id, row]): Change => [table, id, row]));

const highestSeq = (shelves: Shelves): number => {
  let highest = 0;
  for (const table of TABLE_NAMES) for (const row of shelves[table].values()) highest = Math.max(highest, row.seq);
  return highest;
};
