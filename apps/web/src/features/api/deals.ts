import { termsSchema } from "@peony/domain/contracts";
import { acceptOfferInput, declineOfferInput, sendOfferInput } from "@peony/domain/offers";
import { openRoomInput } from "@peony/domain/rooms";
import { idSchema } from "@peony/domain/shared";
import { listDeals, readDeal } from "@peony/features/deals";
import { acceptOffer, counterOffer, declineOffer, sendOffer, withdrawOffer } from "@peony/features/offers";
import { openRoom } from "@peony/features/rooms";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { cursorOf, cursorTime, limitOf } from "./cursor.ts";
import { dealNumber, dealRowShape, dealShape, done, made, page } from "./shapes.ts";
import { dealRowToWire, dealToWire } from "./wire.ts";

const no = z.object({ no: z.string().regex(/^PN-\d{4}-\d{6}$/) });
const offer = z.object({ id: idSchema("offer") });
const terms = z.strictObject({ terms: termsSchema, message: sendOfferInput.shape.message });

export const listDealsEndpoint = endpoint({
  method: "get",
  path: "/deals",
  id: "listDeals",
  summary: "Deals of your organisation, last touched first",
  auth: "key",
  query: z.strictObject({
    cursor: cursorOf(z.tuple([cursorTime, idSchema("deal")])),
    limit: limitOf(20),
  }),
  answer: page(dealRowShape),
  run: async (ctx, { query }) => {
    const found = await listDeals(ctx, query);
    return { items: found.rows.map(dealRowToWire), next: found.next };
  },
});

export const readDealEndpoint = endpoint({
  method: "get",
  path: "/deals/{no}",
  id: "readDeal",
  summary: "A deal: its phase and the state of each part",
  auth: "key",
  params: no,
  answer: dealShape,
  run: async (ctx, { params }) => dealToWire(await readDeal(ctx, params.no)),
});

export const openDealEndpoint = endpoint({
  method: "post",
  path: "/deals",
  id: "openDeal",
  summary: "Open a deal on a listing",
  auth: "key",
  status: 201,
  body: openRoomInput.omit({ dealId: true }),
  answer: z.object({ number: dealNumber }),
  run: (ctx, { body }) => openRoom(ctx, { ...body, dealId: ctx.newId("deal") }),
});

export const sendOfferEndpoint = endpoint({
  method: "post",
  path: "/deals/{no}/offers",
  id: "sendOffer",
  summary: "Make an offer",
  auth: "key",
  limit: "offers",
  status: 201,
  params: no,
  body: terms,
  answer: made,
  run: async (ctx, { params, body }) => {
    const id = ctx.newId("offer");
    const deal = await readDeal(ctx, params.no);
    await sendOffer(ctx, { id, dealId: deal.id, terms: body.terms, message: body.message });
    return { id };
  },
});

export const counterOfferEndpoint = endpoint({
  method: "post",
  path: "/offers/{id}/counter",
  id: "counterOffer",
  summary: "Answer an offer with other terms",
  auth: "key",
  limit: "offers",
  status: 201,
  params: offer,
  body: terms,
  answer: made,
  run: async (ctx, { params, body }) => {
    const id = ctx.newId("offer");
    await counterOffer(ctx, { id, answers: params.id, terms: body.terms, message: body.message });
    return { id };
  },
});

export const acceptOfferEndpoint = endpoint({
  method: "post",
  path: "/offers/{id}/accept",
  id: "acceptOffer",
  summary: "Agree to an offer; the terms are locked",
  auth: "key",
  params: offer,
  body: acceptOfferInput.omit({ offerId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await acceptOffer(ctx, { ...body, offerId: params.id });
    return { done: true };
  },
});

export const declineOfferEndpoint = endpoint({
  method: "post",
  path: "/offers/{id}/decline",
  id: "declineOffer",
  summary: "Leave the deal with a reason",
  auth: "key",
  params: offer,
  body: declineOfferInput.omit({ offerId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await declineOffer(ctx, { ...body, offerId: params.id });
    return { done: true };
  },
});

export const withdrawOfferEndpoint = endpoint({
  method: "post",
  path: "/offers/{id}/withdraw",
  id: "withdrawOffer",
  summary: "Take back your open offer",
  auth: "key",
  params: offer,
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await withdrawOffer(ctx, { offerId: params.id });
    return { done: true };
  },
});
