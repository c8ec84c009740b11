import { newId, noOrigin } from "@peony/db";
import { idSchema } from "@peony/domain/shared";
import { unfreezeItem } from "@peony/features/escrow";
import { type Command, CommandFailed, text } from "../command.ts";
import { withDb } from "../with-db.ts";

/** Money that was stopped goes on when two people of the operator answer for it. */
export const unfreezeCommand: Command = {
  usage: "ITEM --by MAIL --and MAIL --reason TEXT",
  what: "lets stopped money of one item go on; two members of the operator answer for it",
  options: { by: { type: "string" }, and: { type: "string" }, reason: { type: "string" } },
  run: (call) =>
    withDb(call.env, async (db) => {
      const item = idSchema("item").safeParse(call.positionals[0]);
      if (!item.success || call.positionals.length > 1) throw new CommandFailed("Name one item, such as item_01…");
      const ctx = { db, actor: { kind: "system", name: "cli" }, origin: noOrigin, newId } as const;
      const by = [text(call, "by").toLowerCase(), text(call, "and").toLowerCase()] as const;
      const { unfrozen } = await unfreezeItem(ctx, { itemId: item.data, by, reason: text(call, "reason") });
      call.print(unfrozen ? "The item may go on." : "Nothing stops this item.");
      return 0;
    }),
};
