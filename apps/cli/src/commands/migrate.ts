import { migrate } from "@peony/db/migrate";
import type { Command } from "../command.ts";

export const migrateCommand: Command = {
  usage: "",
  what: "brings the database to this release",
  options: {},
  run: async ({ env, print }) => {
    const applied = await migrate(env.DATABASE_URL);
    print(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
    return 0;
  },
};
