import { type ChildProcess, spawn } from "node:child_process";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  type SheetBatch,
  SheetFault,
  type SheetFaultCode,
  type SheetLimits,
  type SheetReader,
  type SheetSource,
  sheetFaults,
  sheetKindOf,
  strangerSheetLimits,
} from "@peony/domain/imports";
import type { RawBatch } from "./raw-batches.ts";
import { batchMaker, faultOf } from "./read-sheet.ts";

export type ChildSettings = {
  /** Where `child.ts` of this folder lies; found by itself unless a bundler moved the code away from its source. */
  readonly entry?: string;
  /** How long the child may be waited for, all batches together; the time the caller takes for its own work does not count. */
  readonly waitMs?: number;
  /** How long the caller may leave a batch unasked before the child is ended. */
  readonly idleMs?: number;
  /** Hears the most memory the child had resident, in bytes, when it has come to its end. */
  readonly onPeak?: (bytes: number) => void;
};

/** Old and young generation of the child's heap, in megabytes; with Node itself and buffers all stays below 512. */
const heapMb = 256;
const youngMb = 16;
const maxLineChars = 64_000_000;
/** Neither secrets nor settings go to the child. */
const noEnvironment = Object.create(null) as NodeJS.ProcessEnv;

/**
 * Not `new URL("./child.ts", import.meta.url)`: bundlers take that for an asset and copy the one file to where its neighbours are not. Next
 * leaves the source's own path in `import.meta.url` (seen with `next build` and `next start`), and the comments at file calls keep it from
 * copying the whole project for fear of what they might read.
 */
const ownEntry = (): string => path.join(path.dirname(fileURLToPath(import.meta.url)), "child.ts");

/**
 * The child may read its own code and the one file, and nothing else: no write, no process, no worker, no native code (Node's permission
 * model; it goes together with running TypeScript, since types are stripped without reading anything but the file). It gets no environment,
 * so that neither secrets nor NODE_OPTIONS reach it. The model does not cut the network, but a child that only parses opens nothing.
 */
const startChild = (entry: string, request: object, file: string): ChildProcess =>
  spawn(
    /* turbopackIgnore: true */ process.execPath,
    [
      "--permission",
      `--allow-fs-read=${path.dirname(entry)}${path.sep}`,
      `--allow-fs-read=${file}`,
      `--max-old-space-size=${heapMb}`,
      `--max-semi-space-size=${youngMb}`,
      entry,
      JSON.stringify(request),
    ],
    { env: noEnvironment, cwd: path.dirname(entry), stdio: ["ignore", "pipe", "pipe"], windowsHide: true },
  );

type Said =
  | RawBatch
  | { readonly done: true; readonly peak: number }
  | {
      readonly fault: string;
      readonly detail: string;
      readonly args: Record<string, string | number>;
      readonly peak: number;
    };

/** Lines of a stream; the stream is read on when the next line is asked for. */
async function* linesOf(stream: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  let chars = 0;
  for await (const chunk of stream) {
    const lines = chunk.split("\n");
    for (const [i, piece] of lines.entries()) {
      if (i > 0) {
        yield pieces.join("");
        pieces = [];
        chars = 0;
      }
      pieces.push(piece);
      chars += piece.length;
    }
    if (chars > maxLineChars) throw new SheetFault("unreadable", "the reading process said a line without end");
  }
}

/** What the end of a child without an answer means. */
const endOf = (code: number | null, signal: string | null, heard: string): SheetFault => {
  const memory = /heap out of memory|Array buffer allocation failed|Invalid array buffer length/i.test(heard);
  return faultOf(memory ? "memory" : "unreadable", `child ended by ${signal ?? code}: ${heard.slice(0, 400)}`, {});
};

/** A clock that runs only between `start` and `stop` and acts once when its time is over. */
const stopwatch = (limitMs: number, act: () => void): { start: () => void; stop: () => void } => {
  let left = limitMs;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      since = performance.now();
      timer = setTimeout(act, Math.max(0, left));
    },
    stop: () => {
      clearTimeout(timer);
      left -= performance.now() - since;
    },
  };
};

/**
 * Reads a stranger's sheet in a process of its own with little memory, little time, no environment and no rights, so that whatever the file
 * does to its reader ends there: a child that is killed or breaks is a `SheetFault`. The child waits while nobody asks for the next batch.
 */
export async function* readSheetInChild(
  source: SheetSource,
  limits: SheetLimits = strangerSheetLimits,
  { entry = ownEntry(), waitMs = 30_000, idleMs = 600_000, onPeak }: ChildSettings = {},
): AsyncGenerator<SheetBatch> {
  const kind = sheetKindOf(source.name);
  const file = await realpath(/* turbopackIgnore: true */ source.path);
  const child = startChild(await realpath(/* turbopackIgnore: true */ entry), { path: file, kind, limits }, file);
  let late = false;
  const kill = (): void => {
    late = true;
    child.kill("SIGKILL");
  };
  const waiting = stopwatch(waitMs, kill);
  waiting.start();
  let idle: NodeJS.Timeout | undefined;
  let heard = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (heard.length < 10_000) heard += text;
  });
  const ended = new Promise<SheetFault>((resolve) => {
    child.once("error", (e) => resolve(faultOf("unreadable", `no child: ${e.message}`, {})));
    child.once("close", (code, signal) => resolve(endOf(code, signal, heard)));
  });
  const batchOf = batchMaker(kind);
  try {
    for await (const line of linesOf(child.stdout?.setEncoding("utf8") as AsyncIterable<string>)) {
      const said = parsed(line);
      if ("peak" in said) onPeak?.(said.peak);
      if ("fault" in said) throw faultOf(knownFault(said.fault), said.detail, said.args);
      if ("done" in said) return;
      waiting.stop();
      idle = setTimeout(kill, idleMs);
      yield batchOf(said);
      clearTimeout(idle);
      waiting.start();
    }
    const end = await ended;
    throw late ? faultOf("timeout", `no answer within ${waitMs} ms`, { seconds: Math.ceil(waitMs / 1_000) }) : end;
  } finally {
    waiting.stop();
    clearTimeout(idle);
    child.kill("SIGKILL");
  }
}

const parsed = (line: string): Said => {
  try {
    return JSON.parse(line) as Said;
  } catch {
    throw faultOf("unreadable", "the reading process said what is not JSON", {});
  }
};

const knownFault = (said: string): SheetFaultCode => sheetFaults.find((fault) => fault === said) ?? "unreadable";

/** The port for strangers' files. */
export const childSheetReader = (settings: ChildSettings = {}): SheetReader => ({
  read: (source, limits) => readSheetInChild(source, limits, settings),
});
