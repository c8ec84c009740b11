import {
  answerConfirmationInput,
  answerOwnConfirmationInput,
  askAgainInput,
  confirmationStates,
  restoreListingInput,
} from "@peony/domain/listings";
import { idSchema } from "@peony/domain/shared";
import {
  answerConfirmation,
  answerOwnConfirmation,
  askInventorAgain,
  compareVersions,
  listForClearance,
  previewListing,
  previewReaders,
  readConfirmation,
  readOwnListing,
  restoreVersion,
  sendOwnLinkAgain,
} from "@peony/features/listings";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { cursorOf, cursorTime, limitOf, pageOfMore } from "./cursor.ts";
import { done, instant, listingShape, page, text } from "./shapes.ts";
import { listingToWire } from "./wire.ts";

const own = z.object({ id: idSchema("listing") });
const whole = z.coerce.number().int().min(1);

export const compareVersionsEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/versions/{from}",
  id: "compareVersions",
  summary: "What changed in an own listing from one version to a later one, field by field and word by word",
  auth: "key",
  params: own.extend({ from: whole }),
  query: z.strictObject({ to: whole.meta({ description: "The later version" }) }),
  answer: z.object({
    changes: z.array(
      z.object({
        field: z.string(),
        place: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
        pieces: z.array(z.object({ kind: z.enum(["same", "removed", "added"]), text: z.string() })).nullable(),
      }),
    ),
  }),
  run: async (ctx, { params, query }) => ({
    changes: await compareVersions(ctx, params.id, params.from, query.to),
  }),
});

export const restoreVersionEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/versions/{from}/restore",
  id: "restoreVersion",
  summary: "Make the text of a kept version the listing's own again, as a new version",
  auth: "key",
  params: own.extend({ from: whole }),
  body: z.strictObject({ version: restoreListingInput.shape.version }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => restoreVersion(ctx, { ...params, ...body }),
});

export const readReadinessEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/readiness",
  id: "readReadiness",
  summary: "How ready an own listing is: its score, what publishing still asks for, and what would make it better",
  auth: "key",
  params: own,
  answer: z.object({
    score: z.number(),
    state: z.string(),
    version: z.number().int(),
    gaps: z.array(z.object({ field: z.string(), code: z.string() }).loose()),
    missing: z.array(z.object({ rule: z.string(), field: z.string(), level: z.string(), points: z.number() })),
    unconfirmed: z.number().int().meta({ description: "Inventors who have not accepted text and share" }),
    hasSheet: z.boolean().meta({ description: "The compliance sheet is filled in" }),
  }),
  run: (ctx, { params }) => readOwnListing(ctx, params.id),
});

export const previewListingEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/preview",
  id: "previewListing",
  summary:
    "An own listing as others will see it: a visitor, a firm at home, a firm abroad; null where it is not there for them",
  auth: "key",
  params: own,
  query: z.strictObject({ reader: z.enum(previewReaders).default("visitor") }),
  answer: z.object({ listing: listingShape.nullable() }),
  run: async (ctx, { params, query }) => {
    const seen = await previewListing(ctx, params.id, query.reader);
    return { listing: seen && listingToWire(seen) };
  },
});

export const askInventorAgainEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/inventors/{confirmation}/again",
  id: "askInventorAgain",
  summary: "Send an inventor who has not answered a new link, to another address where needed",
  auth: "key",
  params: own.extend({ confirmation: idSchema("confirmation") }),
  body: z.strictObject({ email: askAgainInput.shape.email }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await askInventorAgain(ctx, { ...body, id: params.confirmation });
    return { done: true };
  },
});

export const listForClearanceEndpoint = endpoint({
  method: "get",
  path: "/clearances",
  id: "listForClearance",
  summary: "Listings anywhere that wait for a second person, the longest waiting first; for the operator",
  auth: "key",
  query: z.strictObject({ cursor: cursorOf(z.tuple([cursorTime, idSchema("listing")])), limit: limitOf(50) }),
  answer: page(
    z.object({
      id: z.string(),
      title: text,
      state: z.string(),
      exportClassAsked: z.string().nullable(),
      since: instant,
      nameZh: z.string(),
      nameEn: z.string(),
    }),
  ),
  run: async (ctx, { query: { cursor, limit } }) => {
    const found = await listForClearance(ctx, { ...(cursor ? { cursor } : {}), limit: limit + 1 });
    const { items, next } = pageOfMore(found, limit, (l) => [l.since.getTime(), l.id]);
    const titled = items.map(({ titleZh: zh, titleEn: en, ...l }) => ({ ...l, title: { zh, en } }));
    return { items: titled.map((l) => ({ ...l, since: l.since.toISOString() })), next };
  },
});

const token = answerConfirmationInput.shape.token;
export const readConfirmationEndpoint = endpoint({
  method: "get",
  path: "/confirmations/{token}",
  id: "readConfirmation",
  summary: "What the link of an inventor's mail opens: the text, everybody's shares, and the own answer",
  auth: "public",
  params: z.object({ token }),
  answer: z.object({
    kind: z.enum(["open", "answered", "changed", "over"]),
    view: z
      .object({
        listingId: z.string(),
        title: text,
        problem: text,
        solution: text,
        inventors: z.array(z.object({ name: text, sharePct: z.number(), own: z.boolean() })),
        state: z.enum(confirmationStates),
        comment: z.string().nullable(),
        dueAt: instant,
        answeredAt: instant,
      })
      .nullable(),
  }),
  run: async (ctx, { params }) => {
    const link = await readConfirmation(ctx, params.token);
    if (!("view" in link)) return { kind: link.kind, view: null };
    const { text: said, dueAt, answeredAt, ...view } = link.view;
    const dates = { dueAt: dueAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null };
    const { problem, solution, titleZh: zh, titleEn: en } = said;
    return { kind: link.kind, view: { ...view, ...dates, title: { zh, en }, problem, solution } };
  },
});

export const answerConfirmationEndpoint = endpoint({
  method: "post",
  path: "/confirmations/{token}",
  id: "answerConfirmation",
  summary: "Accept text and share, or comment on them, with the link of the own mail",
  auth: "key",
  params: z.object({ token }),
  body: z.strictObject({
    answer: answerConfirmationInput.shape.answer,
    comment: answerConfirmationInput.shape.comment,
  }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await answerConfirmation(ctx, readWhole(answerConfirmationInput, { ...body, ...params }));
    return { done: true };
  },
});

const asked = z.object({ id: idSchema("confirmation") });
export const answerOwnConfirmationEndpoint = endpoint({
  method: "post",
  path: "/own-confirmations/{id}",
  id: "answerOwnConfirmation",
  summary: "Accept text and share, or comment on them, as the inventor whose account was asked",
  auth: "key",
  params: asked,
  body: z.strictObject({
    answer: answerOwnConfirmationInput.shape.answer,
    comment: answerOwnConfirmationInput.shape.comment,
  }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await answerOwnConfirmation(ctx, readWhole(answerOwnConfirmationInput, { ...body, ...params }));
    return { done: true };
  },
});

export const sendOwnLinkAgainEndpoint = endpoint({
  method: "post",
  path: "/own-confirmations/{id}/link",
  id: "sendOwnLinkAgain",
  summary: "Have the link of your own mail sent to you again",
  auth: "key",
  params: asked,
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await sendOwnLinkAgain(ctx, params);
    return { done: true };
  },
});
