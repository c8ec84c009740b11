import { z } from "zod";
import { bilingualSchema, type ExportClass, exportClasses, idSchema, textSchema } from "../shared/index.ts";

/** Whether the result was looked at for state secrets, and what came of it (Patent Law art. 19; Secrets Law). */
export const secrecyChecks = ["unchecked", "not_secret", "cleared"] as const;
export type SecrecyCheck = (typeof secrecyChecks)[number];
/** Rights of others in the result: none known, or consented to in writing. */
export const thirdPartyRights = ["unchecked", "none", "consented"] as const;
export type ThirdPartyRights = (typeof thirdPartyRights)[number];
/** State assets: not one, no appraisal needed (Law on Promoting the Transformation of Results, art. 18), or appraised and filed. */
export const stateAssets = ["unchecked", "not_state", "exempt", "filed"] as const;
export type StateAsset = (typeof stateAssets)[number];

/** The compliance sheet of a listing (journey J1 step 6); filled in by one person and cleared by another. */
export type ComplianceSheet = {
  readonly exportClass: ExportClass;
  readonly secrecy: SecrecyCheck;
  readonly thirdParty: ThirdPartyRights;
  readonly stateAsset: StateAsset;
};

export type ComplianceGap = { readonly field: keyof ComplianceSheet; readonly code: "choose" };

/**
 * What the sheet leaves unanswered. An unknown export class may be cleared: the gate then stays closed to foreign readers.
 * A prohibited one may be cleared for readers at home.
 */
export const complianceGaps = (sheet: ComplianceSheet): ComplianceGap[] =>
  (["secrecy", "thirdParty", "stateAsset"] as const).flatMap((field) =>
    sheet[field] === "unchecked" ? [{ field, code: "choose" as const }] : [],
  );

const sheet = {
  exportClass: z.enum(exportClasses),
  secrecy: z.enum(secrecyChecks),
  thirdParty: z.enum(thirdPartyRights),
  stateAsset: z.enum(stateAssets),
  note: bilingualSchema(1000).default({ zh: "", en: "" }),
};
export const complianceInput = z.strictObject({
  id: idSchema("listing"),
  version: z.number().int().min(1),
  ...sheet,
});
export type ComplianceInput = z.output<typeof complianceInput>;

export const decideComplianceInput = z.strictObject({
  id: idSchema("listing"),
  version: z.number().int().min(1),
  /** Required where it is sent back; the owner's officers read it. */
  reason: textSchema(500).default(""),
});
export type DecideComplianceInput = z.output<typeof decideComplianceInput>;
