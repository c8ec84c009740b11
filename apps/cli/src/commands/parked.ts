import { outboxQueue } from "@peony/db";
import { sql } from "drizzle-orm";
import { type Command, CommandFailed } from "../command.ts";
import { withDb } from "../with-db.ts";

type Parked = { kind: "webhook" | "event"; id: string; type: string; note: string | null; since: string };

/** Every webhook and event that failed twelve times and waits for a person, oldest first. */
const parkedQueue = `${outboxQueue}-parked`;

export const parkedCommand: Command = {
  usage: "[replay]",
  what: "lists webhooks and events that were given up, or hands all of them to the worker again",
  options: {},
  run: ({ env, positionals, print }) =>
    withDb(env, async (db) => {
      const [act, ...more] = positionals;
      if (more.length > 0 || (act !== undefined && act !== "replay"))
        throw new CommandFailed("Say `parked` or `parked replay`.");
      if (act === "replay") {
        const [webhooks, events] = await db.transaction(async (tx) => {
          const inbox = await tx.execute(
            sql`update inbox_events set state = 'waiting', attempts = 0, next_at = now() where state = 'parked'`,
          );
          const outbox = await tx.execute(sql`
            with taken as (delete from pgboss.job where name = ${parkedQueue} and state = 'created' returning data)
            select emit_event(data, 0) from taken`);
          return [inbox.rowCount ?? 0, outbox.rowCount ?? 0];
        });
        print(`Handed over again: ${webhooks} webhooks, ${events} events.`);
        return 0;
      }
      const { rows } = await db.execute<Parked>(sql`
        select 'webhook' as kind, id, type, note, received_at::text as since from inbox_events where state = 'parked'
        union all
        select 'event', id::text, data->>'type', output->>'message', created_on::text from pgboss.job
        where name = ${parkedQueue} and state = 'created'
        order by since`);
      for (const r of rows) print([r.kind, r.since, r.type, r.id, r.note ?? ""].join("  "));
      print(rows.length === 0 ? "Nothing is parked." : `${rows.length} parked.`);
      return 0;
    }),
};
