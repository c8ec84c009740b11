import { type Actor, isOfficer, type OrganisationKind } from "@peony/domain/identity";
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

/** What somebody may do with the public questions of a demand. */
export const questionsOf = (actor: Actor, demand: Pick<DemandView, "own">): "ask" | "answer" | "read" => {
  if (!isOfficer(actor) || actor.kind !== "person") return "read";
  if (demand.own) return "answer";
  return actor.orgVerified ? "ask" : "read";
};
