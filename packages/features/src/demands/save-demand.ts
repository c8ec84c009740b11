import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { demands } from "@peony/db/schema";
import type { CreateDemandInput, SaveDemandInput } from "@peony/domain/demands";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { nextNumber } from "../shared/index.ts";
import { lockDemand, refuseStale, searchTextOf } from "./rows.ts";

type Fields = Omit<CreateDemandInput, "id">;

const columnsOf = ({ title, ...rest }: Fields) => ({ ...rest, titleZh: title.zh, titleEn: title.en });

/** Starts a draft; a repeat with the same id is the same draft. Unverified organisations may draft. */
export const createDemand = async (
  ctx: Ctx,
  input: CreateDemandInput,
): Promise<{ id: Id<"demand">; number: string }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const [known] = await t.tx
      .select({ orgId: demands.orgId, number: demands.number })
      .from(demands)
      .where(eq(demands.id, input.id));
    if (known) {
      if (known.orgId !== member.orgId) throw new DomainError("conflict", "demand id is taken");
      return { id: input.id, number: known.number };
    }
    const { id, ...fields } = input;
    const number = await nextNumber(t, "DN");
    const columns = columnsOf(fields);
    const made = await t.tx
      .insert(demands)
      .values({
        id,
        number,
        orgId: member.orgId,
        ...columns,
        searchText: searchTextOf({ number, ...columns }),
        createdBy: member.userId,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: demands.id })
      .returning({ number: demands.number });
    if (made.length === 0) throw new DomainError("conflict", "the same draft is being made");
    await audit(t, { chain: member.orgId, action: "demand.created", object: id });
    return { id, number };
  });
};

/** Saves a draft or a published demand. @throws DomainError stale, naming what somebody else changed */
export const saveDemand = async (ctx: Ctx, input: SaveDemandInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const before = await lockDemand(t, input.id, member);
    const { id, version, ...fields } = input;
    const columns = columnsOf(fields);
    const text = (v: unknown) => JSON.stringify(v, (_k, x: unknown) => (typeof x === "bigint" ? `${x}` : x));
    const keys = Object.keys(columns) as (keyof typeof columns)[];
    refuseStale(
      before,
      version,
      keys.filter((k) => text(before[k]) !== text(columns[k])),
    );
    if (before.state !== "draft" && before.state !== "published")
      throw new DomainError("demands/transition", `${id} is ${before.state}`);
    await t.tx
      .update(demands)
      .set({
        ...columns,
        searchText: searchTextOf({ number: before.number, ...columns }),
        version: version + 1,
        changeSeq: sql`nextval('change_seq')`,
        updatedAt: t.now,
      })
      .where(and(eq(demands.id, id), eq(demands.version, version)));
    await audit(t, { chain: member.orgId, action: "demand.saved", object: id });
    if (before.state === "published") await emit(t.tx, "demand.changed", { demandId: id });
    return { version: version + 1 };
  });
};
