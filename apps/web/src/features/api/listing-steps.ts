import {
  askInventorsInput,
  complianceInput,
  confirmationStates,
  decideComplianceInput,
  listingStates,
  moveListingInput,
  reinstateListingInput,
} from "@peony/domain/listings";
import { exportClasses, idSchema } from "@peony/domain/shared";
import {
  askInventors,
  clearListing,
  clearSheet,
  listingStepNames,
  listingSteps,
  listVersions,
  readAsking,
  readCompliance,
  reinstateListing,
  returnListing,
  returnSheet,
  saveCompliance,
} from "@peony/features/listings";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { done, instant, text } from "./shapes.ts";

const own = z.object({ id: idSchema("listing") });
const { version } = moveListingInput.shape;

export const stepListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/steps/{step}",
  id: "stepListing",
  summary: "Take the next step with an own listing: submit, publish, pause, refresh and so on",
  auth: "key",
  params: own.extend({ step: z.enum(listingStepNames) }),
  body: z.strictObject({ version }),
  answer: done,
  run: async (ctx, { params: { id, step }, body }) => {
    await listingSteps[step](ctx, { ...body, id });
    return { done: true };
  },
});

const { legalStatus, reason } = reinstateListingInput.shape;
export const reinstateListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/reinstate",
  id: "reinstateListing",
  summary: "Take a lapse back that was a slip, as another officer than the one who called it lapsed",
  auth: "key",
  params: own,
  body: z.strictObject({ version, legalStatus, reason }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await reinstateListing(ctx, { ...body, id: params.id });
    return { done: true };
  },
});

const sheetShape = z.object({
  state: z.enum(listingStates),
  version: z.number().int(),
  exportClass: z.enum(exportClasses),
  exportClassAsked: z.enum(exportClasses).nullable(),
  secrecy: complianceInput.shape.secrecy,
  thirdParty: complianceInput.shape.thirdParty,
  stateAsset: complianceInput.shape.stateAsset,
  complianceNote: text,
  filledBy: z.string().nullable(),
  clearedBy: z.string().nullable(),
  clearedAt: instant,
  returnedReason: z.string().nullable(),
});

export const readComplianceEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/compliance",
  id: "readCompliance",
  summary: "Read the compliance sheet of an own listing, or as its second person",
  auth: "key",
  params: own,
  answer: sheetShape,
  run: async (ctx, { params }) => {
    const sheet = await readCompliance(ctx, params.id);
    return { ...sheet, clearedAt: sheet.clearedAt?.toISOString() ?? null };
  },
});

const { id: _id, ...sheet } = complianceInput.shape;
export const saveComplianceEndpoint = endpoint({
  method: "put",
  path: "/listings/{id}/compliance",
  id: "saveCompliance",
  summary: "Fill in the compliance sheet; somebody else clears it",
  auth: "key",
  params: own,
  body: z.strictObject(sheet),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => saveCompliance(ctx, { ...body, id: params.id }),
});

const decisions = {
  clear: clearListing,
  return: returnListing,
  "clear-change": clearSheet,
  "return-change": returnSheet,
} as const;
export const decideComplianceEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/compliance/{decision}",
  id: "decideCompliance",
  summary: "Clear a listing or send it back, or a sheet that was changed on the market, as its second person",
  auth: "key",
  params: own.extend({ decision: z.enum(["clear", "return", "clear-change", "return-change"]) }),
  body: z.strictObject({ version, reason: decideComplianceInput.shape.reason }),
  answer: done,
  run: async (ctx, { params: { id, decision }, body }) => {
    await decisions[decision](ctx, { ...body, id });
    return { done: true };
  },
});

export const readInventorsEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/inventors",
  id: "readInventors",
  summary: "Inventors of an own listing and how far their confirmation is",
  auth: "key",
  params: own,
  answer: z.object({
    version: z.number().int(),
    state: z.enum(listingStates),
    people: z.array(
      z.object({
        position: z.number().int(),
        name: text,
        sharePct: z.number(),
        email: z.string(),
        confirmation: z.string().nullable(),
        state: z.enum(confirmationStates).nullable(),
        comment: z.string().nullable(),
        askedAt: instant,
        dueAt: instant,
        answeredAt: instant,
      }),
    ),
  }),
  run: async (ctx, { params }) => {
    const asking = await readAsking(ctx, params.id);
    const people = asking.people.map(({ current, ...person }) => ({
      ...person,
      confirmation: current?.id ?? null,
      state: current?.state ?? null,
      comment: current?.comment ?? null,
      askedAt: current?.askedAt.toISOString() ?? null,
      dueAt: current?.dueAt.toISOString() ?? null,
      answeredAt: current?.answeredAt?.toISOString() ?? null,
    }));
    return { ...asking, people };
  },
});

export const askInventorsEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/inventors",
  id: "askInventors",
  summary: "Ask the inventors to confirm text and shares; each gets a link by mail",
  auth: "key",
  params: own,
  body: z.strictObject({ version, people: askInventorsInput.shape.people }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await askInventors(ctx, readWhole(askInventorsInput, { ...body, id: params.id }));
    return { done: true };
  },
});

export const listVersionsEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/versions",
  id: "listVersions",
  summary: "Versions of an own listing, newest first, and what changed in each",
  auth: "key",
  params: own,
  answer: z.object({
    versions: z.array(
      z.object({
        version: z.number().int(),
        savedAt: instant,
        savedBy: z.string().nullable(),
        changed: z.array(z.string()),
        current: z.boolean(),
      }),
    ),
  }),
  run: async (ctx, { params }) => {
    const { versions } = await listVersions(ctx, params.id);
    return { versions: versions.map((v) => ({ ...v, savedAt: v.savedAt.toISOString() })) };
  },
});
