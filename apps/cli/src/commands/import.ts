import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Db, newId, noOrigin } from "@peony/db";
import { members, organisations } from "@peony/db/schema";
import type { PersonActor } from "@peony/domain/identity";
import { guessMapping, importMapSchema, operatorSheetLimits, plainMap, unmappedColumns } from "@peony/domain/imports";
import { actorOf } from "@peony/features/identity";
import { type ImportReport, type ImportRequest, type ImportRow, importListings } from "@peony/features/imports";
import { readSheet } from "@peony/gateways/sheets";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { type Command, CommandFailed, type Invocation, text } from "../command.ts";
import { withDb } from "../with-db.ts";

/** An officer of the organisation with this address, id or credit code; the import acts as that person. */
const officerOf = async (db: Db, name: string): Promise<PersonActor> => {
  const [org] = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(or(eq(organisations.slug, name), eq(organisations.id, name), eq(organisations.uscc, name.toUpperCase())));
  if (!org) throw new CommandFailed(`There is no organisation ${name}. Give its address, id or credit code.`);
  const [seat] = await db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.orgId, org.id),
        isNull(members.suspendedAt),
        sql`${members.roles} && array['owner', 'manager']::text[]`,
      ),
    )
    .orderBy(desc(sql`'owner' = any(${members.roles})`), members.createdAt)
    .limit(1);
  const actor = seat && (await actorOf(db, seat.userId, org.id, "session"));
  if (!actor) throw new CommandFailed(`${name} has no owner or manager to act as.`);
  return actor;
};

/** Rows of a file on this machine, in constant memory; the operator vouches for it, so it is read in this process. */
export async function* rowsOf(path: string): AsyncGenerator<ImportRow> {
  for await (const batch of readSheet({ name: basename(path), path }, operatorSheetLimits)) yield* batch.rows;
}

export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
};

const givenMap = (path: string): ImportRequest["map"] => {
  if (!existsSync(path)) throw new CommandFailed(`There is no file ${path}.`);
  const parsed = importMapSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success)
    throw new CommandFailed(
      `The map is not one: ${parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}`).join("; ")}`,
    );
  return parsed.data;
};

/** Without a map: field names and an id are taken as they are, and columns of an office's sheet by what they are called. */
const mapOf = async (file: string, path: string | undefined): Promise<ImportRequest["map"]> => {
  if (path) return givenMap(path);
  for await (const { headers } of readSheet({ name: basename(file), path: file }, operatorSheetLimits)) {
    const plain = plainMap(headers);
    const row = Object.fromEntries(headers.map((name) => [name, ""]));
    const sheet = guessMapping(headers);
    const isPlain = headers.includes("id") && unmappedColumns(row, plain).length === 0;
    if (isPlain || (sheet.title_zh === undefined && sheet.title_en === undefined)) return plain;
    return { sheet };
  }
  throw new CommandFailed("The file has no rows.");
};

const sayReport = (call: Invocation, r: ImportReport, seconds: number, dryRun: boolean): void => {
  for (const e of r.errors) call.print(`line ${e.line} (${e.sourceId || "no id"}): ${e.reason}`);
  const rate = Math.round(r.read / Math.max(0.001, seconds));
  call.print(
    `${dryRun ? "Checked" : "Read"} ${r.read} rows in ${seconds.toFixed(1)} s (${rate} rows/s): ${r.created} created, ${r.updated} updated, ${r.unchanged} unchanged, ${r.published} published, ${r.kept} kept as drafts, ${r.refused} refused.`,
  );
};

/** Says every ten thousand rows how far it is. */
const sayProgress = (call: Invocation): ((report: ImportReport) => void) => {
  let said = 0;
  return ({ read }) => {
    if (read - said < 10_000) return;
    said = read;
    call.print(`${read} rows …`);
  };
};

export const importCommand: Command = {
  usage: "listings FILE --org ORG [--map MAP.json] [--publish] [--dry-run]",
  what: "brings records in as listings, from CSV, XLSX, JSON or JSONL",
  options: {
    org: { type: "string" },
    map: { type: "string" },
    publish: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
  },
  run: (call) =>
    withDb(call.env, async (db) => {
      const [what, file] = call.positionals;
      if (what !== "listings" || !file) throw new CommandFailed("Say `import listings FILE --org ORG`.");
      if (!existsSync(file)) throw new CommandFailed(`There is no file ${file}.`);
      const actor = await officerOf(db, text(call, "org"));
      const map = await mapOf(file, typeof call.values.map === "string" ? call.values.map : undefined);
      const dryRun = call.values["dry-run"] === true;
      const started = performance.now();
      const report = await importListings(
        { db, actor, origin: noOrigin, newId },
        {
          open: () => rowsOf(file),
          map,
          fileName: basename(file),
          fileSha256: await sha256OfFile(file),
          publish: call.values.publish === true,
          dryRun,
          onBatch: sayProgress(call),
        },
      );
      sayReport(call, report, (performance.now() - started) / 1000, dryRun);
      return report.refused + report.kept > 0 ? 1 : 0;
    }),
};
