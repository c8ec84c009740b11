"use server";

import { openRoomInput } from "@peony/domain/rooms";
import { openRoom } from "@peony/features/rooms";
import { z } from "zod";
import { action } from "#server/action.ts";

const nothingChosen = z.literal("").transform(() => undefined);
const input = openRoomInput.extend({ demandId: nothingChosen.or(openRoomInput.shape.demandId) });

export const openRoomAction = action(input, async (ctx, room) => {
  const { number } = await openRoom(ctx, room);
  return { to: `/deals/${number}` };
});
