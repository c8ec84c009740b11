import type { AnyEndpoint } from "#server/endpoint.ts";
import * as clinic from "./clinic.ts";
import * as deals from "./deals.ts";
import * as demands from "./demands.ts";
import * as listings from "./listings.ts";
import * as matches from "./matches.ts";
import * as proposals from "./proposals.ts";
import * as statement from "./statement.ts";

/** Every operation of the API; the OpenAPI document and the isolation guard are made from this list. */
export const endpoints: readonly AnyEndpoint[] = [
  listings,
  demands,
  clinic,
  matches,
  deals,
  proposals,
  statement,
].flatMap((m) => Object.values(m).filter((v): v is AnyEndpoint => "method" in v && "run" in v));
