import type { Id, IdKind } from "@peony/domain/shared";
import { type AnyPgColumn, bigint, customType, text, timestamp } from "drizzle-orm/pg-core";

/** Timestamps always carry their zone. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
/** Typed id column. */
export const id = <K extends IdKind>(name: string, _kind: K) => text(name).$type<Id<K>>();
/** Minor units. */
export const minor = (name: string) => bigint(name, { mode: "bigint" });

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
export type Ref = () => AnyPgColumn;
