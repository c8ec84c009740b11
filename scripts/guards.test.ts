import { describe, expect, test } from "vitest";
import { filesIn, offenders, readRoot, type SourceFile, sources } from "./guards/files.ts";
import * as habits from "./guards/habits.ts";
import * as rules from "./guards/imports.ts";
import * as texts from "./guards/texts.ts";

// The rules of the house. Every rule is first shown to object to a bad sample, so that it cannot go blind unnoticed.

const files = sources();
// the samples of this file and the patterns of the guards are wrong on purpose
const isSample = (path: string): boolean => /^scripts\/guards(\.test\.ts|\/)/.test(path);
const imports = files.flatMap(rules.importsOf);

type Rule = {
  readonly name: string;
  readonly objects: (file: SourceFile) => boolean;
  readonly bad: readonly SourceFile[];
  readonly good: readonly SourceFile[];
};

const at = (path: string, text = ""): SourceFile => ({ path, text });
const lines = (count: number): string => "x\n".repeat(count);
const page = "apps/web/src/app/[locale]/page.tsx";

const fileRules: readonly Rule[] = [
  {
    name: "files stay below 300 lines, pages below 80, route handlers below 40",
    objects: habits.isTooLong,
    bad: [
      at("packages/db/src/a.ts", lines(301)),
      at(page, lines(81)),
      at("apps/web/src/app/api/x/route.ts", lines(41)),
    ],
    good: [at("packages/db/src/a.ts", lines(300)), at(page, lines(80))],
  },
  {
    name: "only env.ts and settings.ts read the environment",
    objects: habits.readsEnvironment,
    bad: [at("packages/db/src/a.ts", "const x = process.env.PORT;")],
    good: [at("apps/web/src/server/env.ts", "process.env.PORT"), at("packages/db/src/a.ts", "// process.env.PORT")],
  },
  {
    name: "pages and actions ask the house's clock, never the machine's",
    objects: habits.asksMachineClock,
    bad: [at(page, "now={new Date()}"), at("apps/web/src/features/x/y.ts", "Date.now()")],
    good: [
      at(page, "now={await requestNow()}"),
      at("apps/web/src/features/x/y.tsx", '"use client";\nDate.now()'),
      at("apps/web/src/features/x/y.ts", "new Date(row.at)"),
    ],
  },
  {
    name: "no folder without a question",
    objects: habits.liesInVagueFolder,
    bad: [at("packages/db/src/utils/a.ts"), at("apps/web/src/lib/a.ts")],
    good: [at("packages/db/src/seed/a.ts"), at("packages/db/src/types.ts")],
  },
  {
    name: "no default export outside Next's own files and configuration",
    objects: habits.exportsDefault,
    bad: [
      at("packages/ui/src/A.tsx", "export default function A() {}"),
      at("packages/db/src/a.ts", "export { a as default };"),
    ],
    good: [at(page, "export default function P() {}"), at("vitest.config.ts", "export default {};")],
  },
  {
    name: "no way around the types",
    objects: habits.givesUpOnTypes,
    bad: ["const a: any = 1;", "f(x as any)", "Promise<any>", "Record<string, any>", "// @ts-ignore"].map((text) =>
      at("a.ts", text),
    ),
    good: ["// in any case", "const a: anyone = 1;", "Promise.any([])"].map((text) => at("a.ts", text)),
  },
  {
    name: "nothing is left to be done in a comment",
    objects: habits.hasUnfinishedWork,
    bad: [at("a.ts", `// ${"TO"}DO later`)],
    good: [at("a.ts", "const todos = [];")],
  },
  {
    name: "only index.ts does nothing but re-export",
    objects: habits.onlyReexports,
    bad: [at("packages/db/src/a.ts", 'export { a } from "./b.ts";\nexport * from "./c.ts";\n')],
    good: [
      at("packages/db/src/index.ts", 'export { a } from "./b.ts";'),
      at("a.ts", 'export { a } from "./b.ts";\nf();'),
    ],
  },
  {
    name: ".tsx only where pages and components live",
    objects: habits.isMisplacedTsx,
    bad: [at("packages/domain/src/a.tsx")],
    good: [at(page), at("packages/ui/src/A.tsx")],
  },
  {
    name: "no Chinese text outside the message files",
    objects: habits.hasChineseText,
    bad: [at(page, "<p>技术转移</p>"), at("packages/ui/src/a.ts", 'const comma = "，";')],
    good: [at(page, "// 技术转移"), at(page, "text.split(/[，；]/)"), at("packages/domain/src/a.ts", '"技术"')],
  },
  {
    name: "no English text outside the message files",
    objects: habits.hasEnglishText,
    bad: [at(page, "<p>Sign in here</p>"), at(page, '<button aria-label="Close">')],
    good: [at(page, '<p>{t("signIn")}</p>'), at(page, "const f = (a: Map<string, A>): Promise<B> => g<C>(a);")],
  },
];

describe.each(fileRules)("$name", ({ objects, bad, good }) => {
  test("sees what is wrong, and only that", () => {
    expect(offenders(bad, objects)).toEqual(bad.map((file) => file.path));
    expect(offenders(good, objects)).toEqual([]);
  });
  test("is kept", () => {
    expect(offenders(files, (file) => !isSample(file.path) && objects(file))).toEqual([]);
  });
});

type ImportRule = {
  readonly name: string;
  readonly objects: (one: rules.Import) => boolean;
  readonly bad: readonly (readonly [string, string])[];
  readonly good: readonly (readonly [string, string])[];
};

const action = "apps/web/src/features/offers/actions.ts";

const importRules: readonly ImportRule[] = [
  {
    name: "imports follow the arrow of the workspaces",
    objects: rules.crossesArrow,
    bad: [
      ["packages/domain/src/offers/offer.ts", "@peony/db"],
      ["packages/features/src/offers/accept-offer.ts", "@peony/gateways/stripe"],
      ["packages/gateways/src/mail/smtp.ts", "@peony/features/identity"],
      ["packages/ui/src/Money.tsx", "@peony/i18n"],
      ["apps/payments-sandbox/src/money.ts", "@peony/domain/shared"],
      [action, "@peony/db"],
      [action, "@peony/gateways/mail"],
    ],
    good: [
      ["packages/features/src/offers/accept-offer.ts", "@peony/db"],
      ["apps/web/src/server/ctx.ts", "@peony/db"],
      ["apps/worker/src/main.ts", "@peony/gateways/mail"],
      [action, "@peony/features/offers"],
    ],
  },
  {
    name: "the domain imports zod and itself",
    objects: rules.taintsDomain,
    bad: [
      ["packages/domain/src/offers/offer.ts", "node:crypto"],
      ["packages/domain/src/offers/offer.ts", "drizzle-orm"],
    ],
    good: [
      ["packages/domain/src/offers/offer.ts", "zod"],
      ["packages/domain/src/offers/offer.test.ts", "fast-check"],
    ],
  },
  {
    name: "a noun calls only nouns to its left",
    objects: rules.breaksOrder,
    bad: [
      ["packages/domain/src/identity/actor.ts", "@peony/domain/offers"],
      ["packages/features/src/ledger/post.ts", "../escrow/index.ts"],
    ],
    good: [
      ["packages/domain/src/offers/offer.ts", "@peony/domain/identity"],
      ["packages/features/src/escrow/open.ts", "../ledger/index.ts"],
      ["packages/features/src/ledger/post.pg.test.ts", "../escrow/index.ts"],
    ],
  },
  {
    name: "another noun is entered by its front door",
    objects: rules.entersByWindow,
    bad: [["packages/features/src/escrow/open.ts", "../ledger/post.ts"]],
    good: [
      ["packages/features/src/escrow/open.ts", "../ledger/index.ts"],
      ["packages/features/src/escrow/open.ts", "./rows.ts"],
    ],
  },
];

describe.each(importRules)("$name", ({ objects, bad, good }) => {
  const sample = ([from, to]: readonly [string, string]): rules.Import => ({ from, to, typeOnly: false });
  test("sees what is wrong, and only that", () => {
    expect(bad.map(sample).filter(objects)).toEqual(bad.map(sample));
    expect(good.map(sample).filter(objects)).toEqual([]);
  });
  test("is kept", () => {
    const own = imports.filter((one) => !isSample(one.from));
    expect(own.filter(objects).map(rules.describeImport)).toEqual([]);
  });
});

describe("no circles of imports", () => {
  test("finds one, and does not count types", () => {
    const circle = [at("a/x.ts", 'import { y } from "./y.ts";'), at("a/y.ts", 'import { x } from "./x.ts";')];
    expect(rules.cyclesOf(circle.flatMap(rules.importsOf))).toEqual(["a/x.ts -> a/y.ts -> a/x.ts"]);
    const types = [at("a/x.ts", 'import type { Y } from "./y.ts";'), at("a/y.ts", 'import { x } from "./x.ts";')];
    expect(rules.cyclesOf(types.flatMap(rules.importsOf))).toEqual([]);
  });
  test("is kept", () => expect(rules.cyclesOf(imports)).toEqual([]));
});

describe("both languages have the same messages", () => {
  const zh = at("packages/i18n/messages/zh/a.json", '{"x":{"y":"1"},"z":"2"}');
  test("finds a missing one", () => {
    const en = at("packages/i18n/messages/en/a.json", '{"x":{"y":"1"}}');
    expect(texts.unpairedMessages([zh, en])).toEqual(["a.json: z is missing in en"]);
  });
  test("is kept", () => expect(texts.unpairedMessages(filesIn("packages/i18n/messages", [".json"]))).toEqual([]));
});

describe("every variable of the environment has a sentence in .env.example", () => {
  test("finds one that has none", () => {
    const env = [at("apps/x/src/env.ts", "  PORT: z.string(),\n  AUTH_SECRET: z.string(),\n  PEONY_URL: z.url(),")];
    expect(texts.variablesOf(env)).toEqual(["AUTH_SECRET", "PEONY_URL", "PORT"]);
    expect(texts.undocumented(texts.variablesOf(env), "# The port.\nPORT=3000\nPEONY_URL=")).toEqual([
      "AUTH_SECRET",
      "PEONY_URL",
    ]);
  });
  test("is kept", () => expect(texts.undocumented(texts.variablesOf(files), readRoot(".env.example"))).toEqual([]));
});

describe("versions are exact and stand in the catalog", () => {
  test("finds a range and a version of its own", () => {
    expect(texts.looseVersions('catalog:\n  a: 1.2.3\n  b: ^1.0.0\n  "@c/d": 1.0.0-beta.17\n')).toEqual(["b: ^1.0.0"]);
    const manifest = at("packages/a/package.json", '{"dependencies":{"x":"catalog:","y":"1.0.0"}}');
    expect(texts.ownVersions(manifest)).toEqual(["packages/a/package.json: y 1.0.0"]);
  });
  test("is kept", () => {
    expect(texts.looseVersions(readRoot("pnpm-workspace.yaml"))).toEqual([]);
    const manifests = ["apps", "packages", "infra"].flatMap((folder) => filesIn(folder, ["package.json"]));
    expect([...manifests, at("package.json", readRoot("package.json"))].flatMap(texts.ownVersions)).toEqual([]);
  });
});
