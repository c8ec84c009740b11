import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brokenOffMinutes } from "@peony/domain/imports";

const prefix = "peony-sheet-";

/** A folder of its own for the bytes of one upload; whoever asks for it removes it. */
export const sheetFolder = (under = tmpdir()): Promise<string> => mkdtemp(join(under, prefix));

/**
 * Removes folders of uploads whose process died over them: those that are older than any reading takes, by this machine's clock, which
 * also dated them. Returns how many. One that somebody else removes at the same time is no fault.
 */
export const forgetLeftSheets = async (under = tmpdir(), now = Date.now()): Promise<number> => {
  let removed = 0;
  for (const name of await readdir(under)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(under, name);
    const made = await stat(path).catch(() => null);
    if (made === null || now - made.mtimeMs < brokenOffMinutes * 60_000) continue;
    const gone = await rm(path, { recursive: true }).then(
      () => true,
      () => false,
    );
    if (gone) removed += 1;
  }
  return removed;
};
