import { roomStates } from "@peony/domain/deals";
import { pgTable, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { deals } from "./deals.ts";

export const rooms = pgTable("rooms", {
  id: id("id", "room").primaryKey(),
  dealId: id("deal_id", "deal")
    .notNull()
    .unique()
    .references(() => deals.id),
  state: text("state", { enum: roomStates }).notNull().default("open"),
  /** What the firm wants it for, in its own words. */
  useCase: text("use_case").notNull(),
  createdAt: at("created_at").notNull(),
});
