import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

const FILE = "journal.jsonl";

/** One change: a stored row, or the removal of one when `row` is null. */
export type Change = readonly [table: string, id: string, row: unknown];

/**
 * An append-only file of transactions, one JSON line each. A line is on disk (fsync) before its answer leaves, so a
 * killed process has either done a thing wholly or not at all; a half-written last line is cut off at the next start.
 */
export type Journal = {
  readonly append: (changes: readonly Change[]) => void;
  /** Replaces the whole file by one that holds only these rows. */
  readonly rewrite: (changes: readonly Change[]) => void;
  readonly close: () => void;
};

export type Opened = { readonly journal: Journal; readonly changes: readonly Change[] };

export const openJournal = (directory: string): Opened => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, FILE);
  let file = openSync(path, "a+", 0o600);
  const { changes, length: sound } = replay(readFileSync(path), path);
  let length = sound;
  ftruncateSync(file, length);
  syncDirectory(path);
  return {
    changes,
    journal: {
      append: (lines) => {
        try {
          length += write(file, lines);
        } catch (error) {
          // A full disk must not leave half a line in the middle of the file.
          ftruncateSync(file, length);
          throw error;
        }
      },
      rewrite: (rows) => {
        const fresh = openSync(`${path}.new`, "w", 0o600);
        length = rows.length === 0 ? 0 : write(fresh, rows);
        fsyncSync(fresh);
        closeSync(fresh);
        renameSync(`${path}.new`, path);
        syncDirectory(path);
        closeSync(file);
        file = openSync(path, "a", 0o600);
      },
      close: () => closeSync(file),
    },
  };
};

const write = (file: number, changes: readonly Change[]): number => {
  const bytes = Buffer.from(`${JSON.stringify(changes)}\n`);
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
  fsyncSync(file);
  return bytes.length;
};

const replay = (bytes: Buffer, path: string): { changes: readonly Change[]; length: number } => {
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, length).toString("utf8").split("\n").slice(0, -1);
  const changes = lines.flatMap((line, index): readonly Change[] => {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw new Error(
        `${path}: line ${index + 1} is not readable. Restore the file or choose another SANDBOX_DATA_DIR.`,
        { cause },
      );
    }
  });
  return { changes, length };
};

/** A rename or a new file survives a power cut only when its directory was synced too. */
const syncDirectory = (path: string): void => {
  const directory = openSync(dirname(path), "r");
  fsyncSync(directory);
  closeSync(directory);
};
