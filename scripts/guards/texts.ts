import type { SourceFile } from "./files.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** All keys of a message file, dotted. */
export const keysOf = (value: Json, prefix = ""): string[] =>
  value !== null && typeof value === "object"
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner as Json, prefix ? `${prefix}.${key}` : key))
    : [prefix];

const inLanguage = (files: readonly SourceFile[], language: string): Map<string, string[]> => {
  const folder = `packages/i18n/messages/${language}/`;
  return new Map(
    files
      .filter((file) => file.path.startsWith(folder))
      .map((file) => [file.path.slice(folder.length), keysOf(JSON.parse(file.text) as Json)]),
  );
};

/** Messages that one language has and the other has not. */
export const unpairedMessages = (files: readonly SourceFile[]): string[] => {
  const [zh, en] = [inLanguage(files, "zh"), inLanguage(files, "en")];
  return [...new Set([...zh.keys(), ...en.keys()])].flatMap((name) => {
    const [left, right] = [new Set(zh.get(name)), new Set(en.get(name))];
    return [...left.symmetricDifference(right)].map(
      (key) => `${name}: ${key} is missing in ${left.has(key) ? "en" : "zh"}`,
    );
  });
};

/** Names of variables that env.ts and settings.ts files read. */
export const variablesOf = (files: readonly SourceFile[]): string[] => {
  const named =
    /^\s+([A-Z][A-Z0-9_]{2,}):|value\("([A-Z][A-Z0-9_]{2,})"\)|"((?:PEONY|S3|OIDC|SANDBOX|MAIL)_[A-Z0-9_]+)"/gm;
  const readers = files.filter((file) => /\/(env|settings)\.ts$/.test(file.path) && !file.path.includes("/e2e/"));
  return [
    ...new Set(readers.flatMap(({ text }) => [...text.matchAll(named)].map((m) => m[1] ?? m[2] ?? m[3] ?? ""))),
  ].sort();
};

/** Variables that have no line in .env.example, or a line without a sentence above it. */
export const undocumented = (variables: readonly string[], example: string): string[] => {
  const lines = example.split("\n");
  return variables.filter((name) => {
    const at = lines.findIndex((line) => line.startsWith(`${name}=`) || line.startsWith(`# ${name}=`));
    return !/^# .*[.)]$/.test(lines[at - 1] ?? "");
  });
};

/** Versions of the catalog that are not exact. */
export const looseVersions = (workspaceFile: string): string[] => {
  const catalog = /^catalog:\n((?:[ \t]+.*\n|\n)+)/m.exec(workspaceFile)?.[1] ?? "";
  return catalog
    .split("\n")
    .filter((line) => line.trim() !== "" && !/:\s*"?\d+\.\d+\.\d+(-[\w.-]+)?"?$/.test(line))
    .map((line) => line.trim());
};

/** Dependencies that name a version of their own instead of the catalog's. */
export const ownVersions = (manifest: SourceFile): string[] => {
  const parsed = JSON.parse(manifest.text) as Record<string, Record<string, string> | undefined>;
  return ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"].flatMap((kind) =>
    Object.entries(parsed[kind] ?? {})
      .filter(([, version]) => version !== "catalog:" && version !== "workspace:*")
      .map(([name, version]) => `${manifest.path}: ${name} ${version}`),
  );
};
