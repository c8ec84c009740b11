import { z } from "zod";
import { type ExportClass, exportClasses, idSchema, opensGate, textSchema } from "../shared/index.ts";
import { isEditableProposal, type ProposalState } from "./proposal.ts";

/** What a row says of its export class. */
export type ProposalClass = {
  readonly exportClass: ExportClass;
  readonly classCheckedAt: Date | null;
};

/** The class that counts: one that a second person of the proposer's organisation has confirmed; until then it is unknown. */
export const classInForce = (p: ProposalClass): ExportClass => (p.classCheckedAt === null ? "unknown" : p.exportClass);

/** States in which the class may be said and confirmed: as long as the own organisation writes the proposal. */
export const isClassOpen = isEditableProposal;

/** Whether the class may become this one: freely while it is open, and after the award only more narrowly. */
export const canClass = (state: ProposalState, from: ExportClass, to: ExportClass): boolean => {
  if (state === "awarded") return to !== "free" && !opensGate(from, to);
  return isClassOpen(state);
};

const at = { id: idSchema("proposal"), version: z.number().int().min(1) };
export const classProposalInput = z.strictObject({
  ...at,
  exportClass: z.enum(exportClasses),
  /** Entry of the catalogue, permit, or why none applies. */
  note: textSchema(1000, 5),
});
export type ClassProposalInput = z.output<typeof classProposalInput>;
export const confirmProposalClassInput = z.strictObject(at);
export type ConfirmProposalClassInput = z.output<typeof confirmProposalClassInput>;
