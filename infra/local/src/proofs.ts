import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import type { Tally } from "./checks.ts";
import { checkout } from "./paths.ts";
import { say } from "./terminal.ts";

/** A proof that takes long: the tests it consists of, and how many parts make up its count. */
type Proof = {
  readonly name: string;
  readonly title: string;
  /** What one part repeats, in words; the counts stand beside the tests, in `rounds(few, many)`. */
  readonly each: string;
  readonly tests: readonly string[];
  readonly parts: number;
};

const features = "packages/features/src";
export const proofs: readonly Proof[] = [
  {
    name: "rules",
    title: "Rules, money and parsers hold for any input",
    each: "5,000 inputs per property where none says otherwise; every amount from 1 to 10,000 minor units for splits",
    tests: ["packages/domain", "packages/i18n"],
    parts: 2,
  },
  {
    name: "ledger",
    title: "The ledger keeps its sums under any mix of postings at once",
    each: "500 random mixes of 8 to 40 postings sent at once, and 50 rounds of one posting from twenty connections",
    tests: [`${features}/ledger/property.pg.test.ts`, `${features}/ledger/post.pg.test.ts`],
    parts: 20,
  },
  {
    name: "funding",
    title: "Payments told in any order and number are booked once",
    each: "500 random sequences of facts, and 50 rounds of each race",
    tests: [
      `${features}/escrow/record-funding.pg.test.ts`,
      `${features}/escrow/start-funding.pg.test.ts`,
      "apps/worker/src/schedule/ask-about-attempts.pg.test.ts",
      "apps/web/src/app/api/webhooks/stripe/route.pg.test.ts",
    ],
    parts: 20,
  },
  {
    name: "release",
    title: "A delivery is accepted, released and paid out once",
    each: "50 rounds of each race",
    tests: [
      `${features}/escrow/accept-item.pg.test.ts`,
      `${features}/escrow/record-payout.pg.test.ts`,
      `${features}/escrow/unfreeze-item.pg.test.ts`,
    ],
    parts: 20,
  },
  {
    name: "deals",
    title: "Rival acceptances have one winner, and a contract is signed whole or not",
    each: "50 rounds of each race",
    tests: [
      `${features}/offers/offers.pg.test.ts`,
      `${features}/offers/market-races.pg.test.ts`,
      `${features}/contracts/sign-contract.pg.test.ts`,
    ],
    parts: 20,
  },
  {
    name: "idempotency",
    title: "A call repeated under one key has one effect",
    each: "50 rounds of twenty calls at once",
    tests: ["apps/web/src/server/idempotency.pg.test.ts"],
    parts: 20,
  },
  {
    name: "catalogue",
    title: "An import ends alike however it crashes, and a catalogue goes out and in again whole",
    each: "300 interleavings of crash, resume and rival workers, 100 catalogues, and all hostile sheets",
    tests: [
      `${features}/imports/interleaving.pg.test.ts`,
      `${features}/exchange/exchange.pg.test.ts`,
      "packages/gateways/src/sheets/hostile-sheets.test.ts",
    ],
    parts: 2,
  },
];

type Part = Tally & { readonly seed: number; readonly seconds: number; readonly load: number };
/** What a stopped run left: parts done on this commit. A later commit begins anew. */
type State = { readonly commit: string; readonly parts: readonly Part[] };

const git = (...args: string[]): string => execFileSync("git", args, { cwd: checkout, encoding: "utf8" }).trim();
const kept = join(checkout, ".peony", "proofs");
const figures = join(checkout, "docs", "proofs");

const load = (name: string, commit: string): State => {
  try {
    const state = JSON.parse(readFileSync(join(kept, `${name}.json`), "utf8")) as State;
    return state.commit === commit ? state : { commit, parts: [] };
  } catch {
    return { commit, parts: [] };
  }
};

const report = (proof: Proof, { commit, parts }: State): string => {
  const day = new Date().toISOString().slice(0, 10);
  const sum = (pick: (p: Part) => number) => parts.reduce((total, p) => total + pick(p), 0);
  const rows = parts.map(
    (p, i) => `| ${i + 1} | ${p.seed} | ${p.passed} | ${p.failed} | ${p.seconds} | ${p.load.toFixed(2)} |`,
  );
  return [
    `# ${proof.title}`,
    "",
    `Made by \`npm run check -- full ${proof.name}\` on ${day}, commit ${commit}.`,
    "",
    `- Each part: ${proof.each}.`,
    `- Tests: ${proof.tests.map((t) => `\`${t}\``).join(", ")}.`,
    `- Parts: ${parts.length} of ${proof.parts}; ${sum((p) => p.passed)} tests passed, ${sum((p) => p.failed)} failed, ${sum((p) => p.seconds)} s.`,
    `- Machine: ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}.`,
    "- A seed is brought back by `SEED=… PEONY_PROOF=full` before Vitest and the files above.",
    "",
    "| part | seed | passed | failed | s | load at the end |",
    "|---:|---:|---:|---:|---:|---:|",
    ...rows,
    "",
  ].join("\n");
};

type Run = (env: Readonly<Record<string, string>>, tests: readonly string[]) => Promise<Tally>;

/**
 * Runs every proof at its full count, part after part. What is done is kept, so a run that was stopped goes on where it was; each
 * part's figures are written to docs/proofs at once.
 */
export const runProofs = async (run: Run, wanted: string | undefined, stopped: () => boolean): Promise<Tally> => {
  mkdirSync(kept, { recursive: true });
  mkdirSync(figures, { recursive: true });
  const changes = ["diff", "status"]
    .map((what) =>
      git(...(what === "diff" ? ["diff", "HEAD"] : ["status", "--porcelain"]), "--", "apps", "packages", "infra"),
    )
    .join("");
  const head = git("rev-parse", "--short", "HEAD");
  // a tree with changes of its own is named by them, so that parts of different code are never one proof
  const commit =
    changes === "" ? head : `${head} with changes ${createHash("sha256").update(changes).digest("hex").slice(0, 8)}`;
  const total = { passed: 0, failed: 0, skipped: 0 };
  const chosen = proofs.filter((p) => !wanted || p.name === wanted);
  if (chosen.length === 0) say(`There is no proof "${wanted}"; there are ${proofs.map((p) => p.name).join(", ")}.`);
  for (const proof of chosen) {
    let state = load(proof.name, commit);
    say(`\n== ${proof.title}: ${state.parts.length} of ${proof.parts} parts done`);
    while (state.parts.length < proof.parts && !stopped()) {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const since = Date.now();
      const tally = await run({ PEONY_PROOF: "full", SEED: `${seed}` }, proof.tests);
      if (stopped()) break;
      const part = { ...tally, seed, seconds: Math.round((Date.now() - since) / 1000), load: loadavg()[0] ?? 0 };
      state = { commit, parts: [...state.parts, part] };
      writeFileSync(join(kept, `${proof.name}.json`), JSON.stringify(state));
      writeFileSync(join(figures, `${proof.name}.md`), report(proof, state));
      say(
        `   part ${state.parts.length} of ${proof.parts}: ${part.passed} passed, ${part.failed} failed in ${part.seconds} s`,
      );
    }
    for (const p of state.parts) {
      total.passed += p.passed;
      total.failed += p.failed;
    }
  }
  return chosen.length === 0 ? { passed: 0, failed: 1, skipped: 0 } : total;
};
