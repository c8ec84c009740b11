import { listMatchesForOrg, listMatchesOfDemand } from "@peony/features/matching";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { limitOf, ordinalCursor, pageOfAll } from "./cursor.ts";
import { demandNumber } from "./demands.ts";
import { demandShape, listingShape, page, reasonShape } from "./shapes.ts";
import { demandToWire, listingToWire } from "./wire.ts";

const query = z.strictObject({ cursor: ordinalCursor, limit: limitOf(20) });
const score = z.number().meta({ description: "0 to 100, comparable within one demand" });

export const listDemandMatchesEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/matches",
  id: "listDemandMatches",
  summary: "Listings that may solve a demand of your organisation, best first, each with its reasons",
  auth: "key",
  params: demandNumber,
  query,
  answer: page(z.object({ score, reason: reasonShape, listing: listingShape })).extend({
    pending: z.boolean().meta({ description: "Nothing was looked for since the last change; ask again in a moment" }),
  }),
  run: async (ctx, { params, query: asked }) => {
    const { rows, pending } = await listMatchesOfDemand(ctx, params.number);
    const all = rows.map((m) => ({ score: m.score, reason: m.reason, listing: listingToWire(m.listing) }));
    return { ...pageOfAll(all, asked), pending };
  },
});

export const listMatchesEndpoint = endpoint({
  method: "get",
  path: "/matches",
  id: "listMatches",
  summary: "Demands that your listings may answer, then listings that may answer your demands",
  auth: "key",
  query,
  answer: page(
    z.object({
      own: z.enum(["listing", "demand"]).meta({ description: "Which of the two is yours" }),
      score,
      reason: reasonShape,
      listing: listingShape,
      demand: demandShape,
    }),
  ),
  run: async (ctx, { query: asked }) => {
    const { byListing, byDemand } = await listMatchesForOrg(ctx);
    const offered = byListing.flatMap(({ listing, matches }) =>
      matches.map(({ demand, score: points, reason }) => ({ own: "listing", score: points, reason, listing, demand })),
    );
    const wanted = byDemand.flatMap(({ demand, matches }) =>
      matches.map(({ listing, score: points, reason }) => ({ own: "demand", score: points, reason, listing, demand })),
    );
    const { items, next } = pageOfAll([...offered, ...wanted], asked);
    return {
      next,
      items: items.map((m) => ({ ...m, listing: listingToWire(m.listing), demand: demandToWire(m.demand) })),
    };
  },
});
