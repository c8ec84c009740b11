import { dealTypes } from "@peony/domain/contracts";
import { currencies } from "@peony/domain/shared";
import { z } from "zod";

/** Shapes of the API's answers. Amounts are decimal strings of minor units; times are ISO 8601 in UTC; dates are YYYY-MM-DD. */
export const amount = z
  .string()
  .nullable()
  .meta({ description: "Minor units as a decimal string", example: "12000000" });
export const instant = z.string().nullable().meta({ description: "ISO 8601, UTC" });
export const text = z.object({ zh: z.string(), en: z.string() });
export const owner = z.object({ slug: z.string(), nameZh: z.string(), nameEn: z.string(), fictional: z.boolean() });

export const listingShape = z
  .object({
    id: z.string(),
    slug: z.string(),
    state: z.string(),
    version: z.number().int(),
    assetKind: z.string(),
    field: z.string(),
    title: text,
    summary: text,
    problem: text,
    solution: text,
    benefits: z.array(z.object({ name: text, figure: z.string(), unit: text, condition: text })),
    noDataYet: z.boolean(),
    rival: text,
    applications: z.array(text),
    evidence: z.array(text),
    keywordsZh: z.array(z.string()),
    keywordsEn: z.array(z.string()),
    ipc: z.array(z.string()),
    trl: z.number().int().nullable(),
    number: z.string().nullable(),
    country: z.string(),
    legalStatus: z.string(),
    legalCheckedOn: z.string().nullable(),
    filingDate: z.string().nullable(),
    grantDate: z.string().nullable(),
    rights: z.array(z.enum(dealTypes)),
    encumbrances: text,
    priceMode: z.string(),
    priceMin: amount,
    priceMax: amount,
    currency: z.string(),
    region: z.string().nullable(),
    source: z.string().nullable(),
    sourceId: z.string().nullable(),
    publishedAt: instant,
    updatedAt: instant,
    owner,
  })
  .meta({ id: "Listing" });

export const demandShape = z
  .object({
    number: z.string(),
    id: z.string(),
    state: z.string(),
    version: z.number().int(),
    field: z.string(),
    title: text,
    background: text,
    targets: z.array(
      z.object({ name: text, current: z.string(), target: z.string(), direction: z.string(), unit: text }),
    ),
    testMethod: text,
    constraints: text,
    budgetMin: amount,
    budgetMax: amount,
    currency: z.string(),
    paymentMode: z.string(),
    deadline: z.string().nullable(),
    ipWish: z.string(),
    trlWanted: z.number().int().nullable(),
    rightsWanted: z.array(z.string()),
    ipc: z.array(z.string()),
    visibility: z.string(),
    publishedAt: instant,
    updatedAt: instant,
    owner: owner.nullable(),
  })
  .meta({ id: "Demand" });

export const offerShape = z
  .object({
    id: z.string(),
    round: z.number().int(),
    side: z.enum(["seller", "buyer"]),
    state: z.string(),
    terms: z.unknown().meta({ description: "The deal record" }),
    termsHash: z.string(),
    message: z.string(),
    sentAt: instant,
    expiresAt: instant,
    declineReason: z.string().nullable(),
  })
  .meta({ id: "Offer" });

export const dealShape = z
  .object({
    number: z.string(),
    id: z.string(),
    role: z.string(),
    phase: z.string(),
    turn: z.object({ side: z.string().nullable(), move: z.string(), deadline: instant }).nullable(),
    listing: z.object({ id: z.string(), slug: z.string(), title: text }),
    seller: owner.nullable(),
    buyer: owner.nullable(),
    broker: owner.nullable(),
    room: z.object({ state: z.string() }).nullable(),
    offers: z.array(offerShape),
    contract: z.object({ id: z.string(), number: z.string(), state: z.string(), signedAt: instant }).nullable(),
    items: z.array(
      z.object({
        id: z.string(),
        position: z.number().int(),
        name: text,
        state: z.string(),
        due: amount,
        currency: z.string(),
      }),
    ),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Deal" });

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: "Cursor of the next page" }) });
export const counted = <T extends z.ZodType>(item: T) => page(item).extend({ total: z.number().int() });
export const statementShape = page(
  z.object({
    at: instant,
    kind: z.string(),
    account: z.string(),
    amount: z.string(),
    currency: z.enum(currencies),
    balance: z.string(),
    dealNumber: z.string().nullable(),
  }),
);
export const done = z.object({ done: z.literal(true) });
