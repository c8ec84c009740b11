import { z } from "zod";
import { idSchema, textSchema } from "../shared/index.ts";

export const itemInput = z.strictObject({ itemId: idSchema("item") });
export const deliverItemInput = z.strictObject({
  itemId: idSchema("item"),
  note: textSchema(2000, 1),
  fileIds: z.array(idSchema("file")).max(20).default([]),
});
export type ItemInput = z.output<typeof itemInput>;
export type DeliverItemInput = z.output<typeof deliverItemInput>;
