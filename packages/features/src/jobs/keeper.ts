import type { Actor } from "@peony/domain/identity";
import { requireOperator } from "../identity/index.ts";

/**
 * Who looks after stuck jobs: officers of the marketplace's operator, and the house itself at the command line.
 * @returns the operator's person, or null for the house
 * @throws DomainError not-found
 */
export const requireKeeper = (actor: Actor) => (actor.kind === "system" ? null : requireOperator(actor));
