import type { ListingState } from "@peony/domain/listings";
import type { StatusTone } from "@peony/ui/Marks";

/** Whose move a listing's state is, as its mark says it. */
export const stateTones: Record<ListingState, StatusTone> = {
  draft: "turn",
  inventor_confirm: "wait",
  compliance: "wait",
  ready: "turn",
  published: "done",
  paused: "closed",
  under_option: "wait",
  under_notice: "wait",
  licensed_exclusive: "done",
  assigned: "done",
  lapsed: "closed",
  withdrawn: "closed",
};
