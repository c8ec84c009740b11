import type { AnyEndpoint } from "#server/endpoint.ts";
import * as brokerSlot from "./broker-slot.ts";
import * as catalogue from "./catalogue.ts";
import * as clinic from "./clinic.ts";
import * as clinicSteps from "./clinic-steps.ts";
import * as confidence from "./confidence.ts";
import * as deals from "./deals.ts";
import * as demands from "./demands.ts";
import * as disclosureSteps from "./disclosure-steps.ts";
import * as disclosures from "./disclosures.ts";
import * as exchange from "./exchange.ts";
import * as files from "./files.ts";
import * as importFiles from "./import-files.ts";
import * as imports from "./imports.ts";
import * as listingHistory from "./listing-history.ts";
import * as listingSteps from "./listing-steps.ts";
import * as listings from "./listings.ts";
import * as matches from "./matches.ts";
import * as patents from "./patents.ts";
import * as proposalClass from "./proposal-class.ts";
import * as proposals from "./proposals.ts";
import * as review from "./review.ts";
import * as statement from "./statement.ts";
import * as triage from "./triage.ts";
import * as unitRules from "./unit-rules.ts";

/** Each file with operations, by its name. */
export const endpointFiles: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  clinic,
  deals,
  demands,
  disclosures,
  exchange,
  "import-files": importFiles,
  imports,
  "listing-steps": listingSteps,
  listings,
  matches,
  patents,
  proposals,
  "clinic-steps": clinicSteps,
  "broker-slot": brokerSlot,
  confidence,
  files,
  "proposal-class": proposalClass,
  review,
  "listing-history": listingHistory,
  "disclosure-steps": disclosureSteps,
  catalogue,
  statement,
  triage,
  "unit-rules": unitRules,
};

/** Every operation of the API; the OpenAPI document and the isolation guard are made from this list. */
export const endpoints: readonly AnyEndpoint[] = Object.values(endpointFiles).flatMap((file) =>
  Object.values(file).filter(
    (v): v is AnyEndpoint => typeof v === "object" && v !== null && "method" in v && "run" in v,
  ),
);
