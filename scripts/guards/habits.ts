import { basename } from "node:path";
import { isTest, type SourceFile, withoutComments } from "./files.ts";

export const lineCount = (text: string): number => text.replace(/\n$/, "").split("\n").length;

const inApp = (path: string): boolean => path.startsWith("apps/web/src/app/");

export const isTooLong = ({ path, text }: SourceFile): boolean => {
  const lines = lineCount(text);
  if (inApp(path) && basename(path) === "page.tsx") return lines > 80;
  if (inApp(path) && basename(path) === "route.ts") return lines > 40;
  return lines > 300;
};

/** The orchestrator and the scripts make environments for others; tests and configuration files have no env.ts above them. */
const mayReadEnvironment = (path: string): boolean =>
  /\/(env|settings)\.ts$|\.config\.(ts|mjs)$|^scripts\/|^infra\/local\/src\//.test(path) || isTest(path);

export const readsEnvironment = ({ path, text }: SourceFile): boolean =>
  /\bprocess\.env\b/.test(withoutComments(text)) && !mayReadEnvironment(path);

const noQuestion = ["lib", "libs", "util", "utils", "common", "types", "core", "helper", "helpers", "misc"];

/** Folders that have no question to answer accept every answer. */
export const liesInVagueFolder = ({ path }: SourceFile): boolean =>
  path
    .split("/")
    .slice(0, -1)
    .some((folder) => noQuestion.includes(folder));

const nextFile =
  /\/(page|layout|template|loading|error|not-found|global-error|global-not-found|default|sitemap|robots|manifest|icon|apple-icon|opengraph-image)\.tsx?$/;

const mayExportDefault = (path: string): boolean =>
  (inApp(path) && nextFile.test(path)) ||
  /\.config\.(ts|mjs)$/.test(path) ||
  /^apps\/web\/src\/(proxy|i18n\/request)\.ts$/.test(path);

export const exportsDefault = ({ path, text }: SourceFile): boolean =>
  /^export default\b|\bas default\b/m.test(withoutComments(text)) && !mayExportDefault(path);

export const givesUpOnTypes = ({ text }: SourceFile): boolean =>
  /(:|\bas|<|,|\|)\s*any\b(?!\s*\()(?=[\s;,)>[\]|=]|$)/m.test(withoutComments(text)) ||
  /@ts-(ignore|expect-error|nocheck)/.test(text);

export const hasUnfinishedWork = ({ text }: SourceFile): boolean => /\b(TODO|FIXME)\b/.test(text);

/** Nothing but `export … from` lines; only a folder's front door may be that. */
export const onlyReexports = ({ path, text }: SourceFile): boolean => {
  if (basename(path) === "index.ts" || (inApp(path) && nextFile.test(path))) return false;
  const rest = withoutComments(text).replace(/export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+"[^"]+";?/g, "");
  return rest.trim() === "" && /\bfrom\b/.test(text);
};

export const isMisplacedTsx = ({ path }: SourceFile): boolean =>
  path.endsWith(".tsx") && !/^(apps\/web|packages\/ui)\//.test(path);

const shown = (path: string): boolean => /^(apps\/web|packages\/ui)\/src\/.*\.tsx?$/.test(path) && !isTest(path);

/** Chinese in what people see, or a Chinese comma that joins it; both belong in packages/i18n. */
export const hasChineseText = ({ path, text }: SourceFile): boolean =>
  shown(path) && /[\u4e00-\u9fff]|["'`][\u3000-\u303f\uff00-\uffef]+ ?["'`]/.test(withoutComments(text));

const spoken = /\b(aria-label|aria-description|alt|placeholder|title|label)="[^"]*[A-Za-z]{2,}[^"]*"/;
const textNode = /<[A-Za-z](?:[^<>]*[^=<>])?>\s*[A-Za-z][A-Za-z'’,.!?-]*(\s+[A-Za-z'’,.!?-]+)+\s*<\//;

/** English between tags or in an attribute that is read out. */
export const hasEnglishText = ({ path, text }: SourceFile): boolean => {
  if (!shown(path) || !path.endsWith(".tsx")) return false;
  const code = withoutComments(text);
  return spoken.test(code) || textNode.test(code);
};

const byServer = (path: string): boolean =>
  /^apps\/web\/src\/(app|features)\//.test(path) && !isTest(path) && !/\/testing\/|\/kept-here\.ts$/.test(path);

/** A page that asks the machine for the time: "days left" must follow the house's clock, which an operator may set. */
export const asksMachineClock = ({ path, text }: SourceFile): boolean =>
  byServer(path) && !/^"use client"/.test(text) && /\bnew Date\(\)|\bDate\.now\(\)/.test(withoutComments(text));
