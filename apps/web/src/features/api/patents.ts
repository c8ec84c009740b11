import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  isPatentRegistryError,
  patentNumberSchema,
  patentRecordSchema,
  patentSources,
  readPatentNumber,
} from "@peony/domain/listings";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { patentRegistry } from "#server/gateways.ts";
import { requestNow } from "#server/now.ts";

export const findPatentEndpoint = endpoint({
  method: "get",
  path: "/patents",
  id: "findPatent",
  summary: "What the patent register says of a number, in any writing of it",
  auth: "key",
  limit: "registry",
  query: z.strictObject({ number: patentNumberSchema.meta({ example: "ZL202319900001.8" }) }),
  answer: z.object({
    record: patentRecordSchema,
    source: z.object({ id: z.enum(patentSources), url: z.string().nullable() }),
    retrievedAt: z.string(),
    dataOf: z.string(),
  }),
  run: async (ctx, { query }) => {
    requireMember(ctx.actor, officerRoles);
    const number = readPatentNumber(query.number, Number(chineseDay(await requestNow()).slice(0, 4)));
    if (!number.ok) throw new DomainError("not-found", `${query.number} is of a year to come`);
    const found = await patentRegistry()
      .find(number.number)
      .catch((e: unknown) => {
        if (!isPatentRegistryError(e)) throw e;
        throw new DomainError(e.fault === "limited" ? "rate-limited" : "unavailable", `the register is ${e.fault}`);
      });
    if (!found) throw new DomainError("not-found", query.number);
    return { ...found, retrievedAt: found.retrievedAt.toISOString() };
  },
});
