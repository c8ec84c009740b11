import { z } from "zod";
import { bilingualSchema } from "../shared/index.ts";
import { readIpc } from "./ipc.ts";
import { legalStatuses } from "./listing.ts";
import { readPatentNumber } from "./patent-number.ts";
import type { PatentNumber } from "./patent-number-kinds.ts";

const day = z.iso.date().nullable();
const office = z.string().regex(/^[A-Z]{2}$/);
/** A number as we store it; what a register merely prints stands in `printedNumber`. */
const storedNumber = z.string().refine((text) => {
  const found = readPatentNumber(text);
  return found.ok && found.number.normal === text;
});
const party = z.strictObject({ name: bilingualSchema(200, true), country: office.nullable() });

/**
 * What a register says of one right. Everything that comes from outside is read by this schema, so texts are bounded and without
 * control characters. Days are ISO days, numbers our normal forms.
 */
export const patentRecordSchema = z.strictObject({
  /** The application where the register names it, else the number that was asked for. */
  number: storedNumber,
  publicationNumber: storedNumber.nullable(),
  /** As the register prints it, wrong check digits and all. */
  printedNumber: z.string().min(1).max(60),
  title: bilingualSchema(500),
  abstract: bilingualSchema(10_000),
  applicants: z.array(party).max(100),
  inventors: z.array(party).max(100),
  filingDate: day,
  publicationDate: day,
  grantDate: day,
  legalStatus: z.enum(legalStatuses),
  /** Since when the status holds. */
  legalStatusOn: day,
  annuityDue: day,
  ipc: z.array(z.string().refine((symbol) => readIpc(symbol) === symbol)).max(100),
  country: office,
  priority: z.array(z.strictObject({ number: z.string().min(1).max(60), date: day, country: office })).max(100),
});
export type PatentRecord = z.output<typeof patentRecordSchema>;

/** Registers we ask: the sample of made-up rights, and the European Patent Office. */
export const patentSources = ["sample", "epo-ops"] as const;
export type PatentSource = (typeof patentSources)[number];

export type PatentFinding = {
  readonly record: PatentRecord;
  /** `url` shows people the right at the register itself. */
  readonly source: { readonly id: PatentSource; readonly url: string | null };
  readonly retrievedAt: Date;
  /** The day the register's data is of, as an ISO day. */
  readonly dataOf: string;
};

const faults = ["unavailable", "limited", "refused"] as const;
/**
 * Why a register gave no answer: away, slow or not understood; asked too often; or it does not let us in. Nothing of its answer is
 * kept here: it may hold our key or another's text.
 */
export type PatentRegistryFault = (typeof faults)[number];

export class PatentRegistryError extends Error {
  readonly fault: PatentRegistryFault;
  /** For `limited`: when to ask again. */
  readonly retryAfterSeconds: number | null;
  constructor(fault: PatentRegistryFault, detail: string, retryAfterSeconds: number | null = null) {
    super(detail);
    this.name = "PatentRegistryError";
    this.fault = fault;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Told by its marks: programs that are bundled apart each have a class of their own, and `instanceof` knows only one of them. */
export const isPatentRegistryError = (e: unknown): e is PatentRegistryError =>
  e instanceof Error && e.name === "PatentRegistryError" && "fault" in e && faults.some((f) => f === e.fault);

/** A public register of patents. */
export type PatentRegistry = {
  /** The right under an application, publication or grant number, or null where the register has none. @throws PatentRegistryError */
  readonly find: (number: PatentNumber) => Promise<PatentFinding | null>;
};
