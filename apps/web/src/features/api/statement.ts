import { currencyOf } from "@peony/domain/shared";
import { readStatement } from "@peony/features/ledger";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { cursorOf, limitOf } from "./cursor.ts";
import { statementShape } from "./shapes.ts";

export const statementEndpoint = endpoint({
  method: "get",
  path: "/ledger/statement",
  id: "readStatement",
  summary: "Ledger lines of your organisation, newest first, with the balance after each",
  auth: "key",
  query: z.strictObject({
    cursor: cursorOf(z.tuple([z.string().regex(/^\d{1,18}$/), z.number().int().min(0).max(32_767)])),
    limit: limitOf(50),
  }),
  answer: statementShape,
  run: async (ctx, { query }) => {
    const found = await readStatement(ctx, query);
    return {
      next: found.next,
      items: found.rows.map((l) => ({
        at: l.at.toISOString(),
        kind: l.kind,
        account: l.account,
        amount: l.money.amount.toString(),
        currency: currencyOf(l.money.asset),
        balance: l.balance.amount.toString(),
        dealNumber: l.dealNumber,
      })),
    };
  },
});
