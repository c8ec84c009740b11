import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** A file of the repository: path from the root with forward slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

export const root = dirname(dirname(import.meta.dirname));

const skipped = new Set(["node_modules", ".next", ".turbo", ".peony", ".git", "test-results", "playwright-report"]);

const below = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? below(path) : [path];
    });

/** Everything below a folder of the repository whose name ends in one of `endings`. */
export const filesIn = (folder: string, endings: readonly string[]): SourceFile[] =>
  below(join(root, folder))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));

export const readRoot = (path: string): string => readFileSync(join(root, path), "utf8");

const code = [".ts", ".tsx", ".mjs"];

/** All source code we wrote; what tools generate is left out. */
export const sources = (): SourceFile[] =>
  ["apps", "packages", "infra", "scripts"]
    .flatMap((folder) => filesIn(folder, code))
    .filter((file) => !/\.generated\.ts$|\/next-env\.d\.ts$/.test(file.path));

export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\.contract\.ts$|\/testing\/|\/e2e\/|\/test\//.test(path);

/** The text without comments, so that a rule about code does not stumble over prose. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/(^|[\s;{}(,])\/\/[^\n]*/g, "$1");

/** Paths of the files a predicate objects to. */
export const offenders = (files: readonly SourceFile[], objects: (file: SourceFile) => boolean): string[] =>
  files.filter(objects).map((file) => file.path);
