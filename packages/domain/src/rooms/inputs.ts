import { z } from "zod";
import { idSchema, textSchema } from "../shared/index.ts";

/** A firm asks for a conversation about a listing: what it wants the technology for, and the demand it answers, if any. */
export const openRoomInput = z.strictObject({
  dealId: idSchema("deal"),
  listingId: idSchema("listing"),
  demandId: idSchema("demand").optional(),
  useCase: textSchema(1000, 1),
});
export type OpenRoomInput = z.output<typeof openRoomInput>;
