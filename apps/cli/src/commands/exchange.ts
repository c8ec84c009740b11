import { once } from "node:events";
import { createWriteStream, existsSync, readFileSync } from "node:fs";
import { type Ctx, newId, noOrigin } from "@peony/db";
import { exchangeHead, exchangeJsonSchema, mostItems } from "@peony/domain/exchange";
import { exportHead, exportItems, importItems } from "@peony/features/exchange";
import { z } from "zod";
import { type Command, CommandFailed, type Invocation, text } from "../command.ts";
import { personOf } from "../officer.ts";
import { withDb } from "../with-db.ts";

const batch = 500;

async function* itemsOf(ctx: Ctx): AsyncGenerator<unknown> {
  for (const type of ["listing", "demand"] as const)
    for (let after = ""; ; ) {
      const items = await exportItems(ctx, { type, after, limit: batch });
      yield* items;
      const last = items.at(-1);
      if (!last) break;
      after = last.id;
    }
}

/** Writes one envelope, item by item, so that its length is no matter. */
const write = async (ctx: Ctx, file: string): Promise<number> => {
  const out = createWriteStream(file, { flags: "wx" });
  const put = async (s: string): Promise<void> => {
    if (!out.write(s)) await once(out, "drain");
  };
  await once(out, "open").catch(() => {
    throw new CommandFailed(`${file} cannot be made; is it there already?`);
  });
  await put(`${JSON.stringify(await exportHead(ctx, new Date())).slice(0, -1)},"items":[`);
  let count = 0;
  for await (const item of itemsOf(ctx)) {
    await put(`${count === 0 ? "" : ","}\n${JSON.stringify(item)}`);
    count += 1;
  }
  await put("\n]}\n");
  out.end();
  await once(out, "close");
  return count;
};

const envelope = exchangeHead.extend({ items: z.array(z.unknown()) });
const readEnvelope = (file: string): z.output<typeof envelope> => {
  if (!existsSync(file)) throw new CommandFailed(`There is no file ${file}.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new CommandFailed(`${file} is not JSON.`);
  }
  const parsed = envelope.safeParse(value);
  if (!parsed.success)
    throw new CommandFailed(`${file} is no envelope of the exchange format: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const take = async (call: Invocation, ctx: Ctx, file: string): Promise<number> => {
  const { source, items } = readEnvelope(file);
  const sum = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  for (let from = 0; from < items.length; from += mostItems) {
    const { refused, ...counts } = await importItems(ctx, source, items.slice(from, from + mostItems));
    for (const name of ["created", "updated", "unchanged"] as const) sum[name] += counts[name];
    sum.refused += refused.length;
    for (const r of refused) {
      const fields = Object.entries(r.fields).map(([field, { code }]) => `${field} ${code}`);
      call.print(`item ${from + r.index} (${r.id || "no id"}): ${r.code} ${fields.join(", ")}`.trimEnd());
    }
  }
  call.print(`${sum.created} created, ${sum.updated} updated, ${sum.unchanged} unchanged, ${sum.refused} refused.`);
  return sum.refused > 0 ? 1 : 0;
};

export const exchangeCommand: Command = {
  usage: "export|import FILE --as MAIL, or schema",
  what: "writes what an organisation has in the open exchange format, or takes such a file over",
  options: { as: { type: "string" } },
  run: (call) => {
    const [what = "", file = ""] = call.positionals;
    if (what === "schema") {
      call.print(JSON.stringify(exchangeJsonSchema(), null, 2));
      return Promise.resolve(0);
    }
    if ((what !== "export" && what !== "import") || file === "")
      throw new CommandFailed(
        "Say `exchange export FILE --as MAIL`, `exchange import FILE --as MAIL` or `exchange schema`.",
      );
    return withDb(call.env, async (db) => {
      const ctx = { db, actor: await personOf(db, text(call, "as")), origin: noOrigin, newId };
      if (what === "import") return take(call, ctx, file);
      call.print(`Wrote ${await write(ctx, file)} items to ${file}.`);
      return 0;
    });
  },
};
