import { readStatement, type StatementLine } from "@peony/features/ledger";
import type { Ctx } from "#server/ctx.ts";

const mostLines = 10_000;

/** Every line of the acting organisation's statement, newest first, at most ten thousand. */
export const wholeStatement = async (ctx: Ctx): Promise<StatementLine[]> => {
  const lines: StatementLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await readStatement(ctx, { limit: 100, cursor });
    lines.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor && lines.length < mostLines);
  return lines;
};
