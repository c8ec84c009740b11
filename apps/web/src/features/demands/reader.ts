import type { Actor, OrganisationKind } from "@peony/domain/identity";
import type { DemandView } from "@peony/features/demands";
import type { Reader } from "./answer-card.tsx";

/** Organisations that have technologies to offer. */
const owners: readonly OrganisationKind[] = ["university", "firm"];

/** Who reads the page of a demand: decides what can be done from here. */
export const readerOf = (actor: Actor, demand: Pick<DemandView, "own">): Reader => {
  if (demand.own) return "owner";
  if (actor.kind !== "person") return "visitor";
  return actor.orgKind && owners.includes(actor.orgKind) ? "technology" : "other";
};
