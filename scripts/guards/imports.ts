import { dirname, join } from "node:path";
import { isTest, type SourceFile, withoutComments } from "./files.ts";

/** The nouns in call order: a folder may call those to its left. */
export const nouns = [
  ...[
    "shared",
    "identity",
    "jobs",
    "notifications",
    "files",
    "ledger",
    "escrow",
    "royalties",
    "contracts",
    "notices",
    "brokers",
  ],
  ...[
    "listings",
    "demands",
    "deals",
    "rooms",
    "offers",
    "proposals",
    "disclosures",
    "imports",
    "exchange",
    "search",
    "matching",
    "enterprises",
    "platforms",
  ],
  ...["policies", "chains", "credit", "reports", "desk"],
];

const ours = ["domain", "db", "features", "gateways", "i18n", "ui"] as const;

/** Which of our packages a workspace may import. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  "packages/domain": [],
  "packages/db": ["domain"],
  "packages/features": ["domain", "db"],
  "packages/gateways": ["domain", "i18n"],
  "packages/i18n": [],
  "packages/ui": [],
  "packages/config": [],
  "apps/web": ours,
  "apps/worker": ["domain", "db", "features", "gateways", "i18n"],
  "apps/cli": ["domain", "db", "features", "gateways", "i18n"],
  "apps/payments-sandbox": [],
  "infra/local": [],
};

export type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const statement =
  /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"\s*\)/g;

export const importsOf = ({ path, text }: SourceFile): Import[] =>
  [...withoutComments(text).matchAll(statement)].map((match) => ({
    from: path,
    to: match[2] ?? match[3] ?? "",
    typeOnly: match[1] !== undefined,
  }));

const workspaceOf = (path: string): string => path.split("/").slice(0, 2).join("/");

const packageOf = (specifier: string): string | undefined => /^@peony\/([^/]+)/.exec(specifier)?.[1];

/** Imports of our own packages that the table of workspaces does not allow. */
export const crossesArrow = ({ from, to }: Import): boolean => {
  const target = packageOf(to);
  if (!target || target === "config") return false;
  const workspace = workspaceOf(from);
  const allowed = mayImport[workspace];
  if (!allowed || workspace === `packages/${target}`) return false;
  // tests of a package may build their world with the test database and the sandbox
  if (isTest(from) && ["db", "payments-sandbox"].includes(target)) return workspace === "packages/domain";
  if (!allowed.includes(target)) return true;
  const composes = /^apps\/web\/src\/(server|app\/api)\/|^apps\/web\/e2e\//.test(from);
  return workspace === "apps/web" && ["db", "gateways"].includes(target) && !composes && !isTest(from);
};

/** The domain is pure: zod, itself, and nothing else. */
export const taintsDomain = ({ from, to }: Import): boolean =>
  from.startsWith("packages/domain/src/") &&
  !isTest(from) &&
  !(to === "zod" || to.startsWith(".") || to.startsWith("@peony/domain/"));

const ordered = /^packages\/(domain|features)\/src\/([^/]+)\//;

const nounOf = (path: string): string | undefined => ordered.exec(path)?.[2];

/** Path of the file an import means; undefined for what is not ours. */
export const targetOf = ({ from, to }: Import): string | undefined => {
  if (to.startsWith(".")) return join(dirname(from), to);
  const match = /^@peony\/(domain|features|gateways)\/([^/]+)$/.exec(to);
  return match ? `packages/${match[1]}/src/${match[2]}/index.ts` : undefined;
};

/** A noun that calls one to its right, or a folder whose name is no noun. A type is no call. */
export const breaksOrder = (one: Import): boolean => {
  const target = targetOf(one);
  const [own, other] = [nounOf(one.from), target ? nounOf(target) : undefined];
  if (!own || !other || own === other || one.typeOnly || isTest(one.from)) return false;
  return nouns.indexOf(other) > nouns.indexOf(own) || !nouns.includes(other);
};

/** A relative import that enters another noun by a window instead of its front door. */
export const entersByWindow = (one: Import): boolean => {
  const target = one.to.startsWith(".") ? targetOf(one) : undefined;
  const [own, other] = [nounOf(one.from), target ? nounOf(target) : undefined];
  if (!own || !other || own === other || isTest(one.from)) return false;
  return !/\/[^/]+\/index\.ts$/.test(target ?? "");
};

/** Circles of files that need each other at run time, each as "a -> b -> a". Type imports vanish and do not count. */
export const cyclesOf = (imports: readonly Import[]): string[] => {
  const edges = new Map<string, string[]>();
  for (const one of imports) {
    const target = one.typeOnly ? undefined : targetOf(one);
    if (target) edges.set(one.from, [...(edges.get(one.from) ?? []), target]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(file);
    if (seen >= 0) found.push([...trail.slice(seen), file].join(" -> "));
    if (seen >= 0 || done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
};

export const describeImport = (one: Import): string => `${one.from} imports ${one.to}`;
