"use server";

import { idSchema } from "@peony/domain/shared";
import { markRead } from "@peony/features/notifications";
import { z } from "zod";
import { action } from "#server/action.ts";

export const markReadAction = action(
  z.strictObject({ ids: z.array(idSchema("notification")).max(100) }),
  async (ctx, { ids }) => {
    await markRead(ctx, ids);
    return { to: "/desk" };
  },
);
