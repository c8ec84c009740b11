import { dealTypes } from "@peony/domain/contracts";
import { currencies, exportClasses, locales } from "@peony/domain/shared";
import { z } from "zod";

/** Shapes of the API's answers. Amounts are decimal strings of minor units; times are ISO 8601 in UTC; dates are YYYY-MM-DD. */
export const amount = z
  .string()
  .nullable()
  .meta({ description: "Minor units as a decimal string", example: "12000000" });
export const instant = z
  .string()
  .nullable()
  .meta({ description: "ISO 8601, UTC", example: "2026-03-02T01:30:00.000Z" });
export const text = z.object({ zh: z.string(), en: z.string() }).meta({
  description: "Either may be empty, not both where it is required",
  example: { zh: "", en: "Raceway treatment" },
});
export const dealNumber = z.string().meta({ example: "PN-2026-000131" });
export const owner = z.object({ slug: z.string(), nameZh: z.string(), nameEn: z.string(), fictional: z.boolean() });

export const listingShape = z
  .object({
    id: z.string(),
    slug: z.string(),
    state: z.string(),
    version: z.number().int(),
    assetKind: z.string(),
    field: z.string(),
    prevailing: z.enum(locales).meta({ description: "Language whose text counts where the two differ" }),
    title: text,
    summary: text,
    problem: text,
    solution: text,
    benefits: z.array(
      z.object({ name: text, figure: z.string(), unit: text, condition: text, checkedOn: z.string().nullable() }),
    ),
    noDataYet: z.boolean(),
    rival: text,
    applications: z.array(text),
    evidence: z.array(text),
    keywordsZh: z.array(z.string()),
    keywordsEn: z.array(z.string()),
    ipc: z.array(z.string()),
    trl: z.number().int().nullable(),
    number: z.string().nullable(),
    registrationNo: z.string().nullable().meta({ description: "Number in the register of kinds other than patents" }),
    parts: z.array(z.string()).meta({ description: "Own listings that a bundle offers together" }),
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
    priceMenu: z.array(
      z.object({
        name: text,
        right: z.enum(dealTypes),
        price: z.string().meta({ description: "Minor units" }),
        months: z.number().int().nullable().meta({ description: "null: as long as the asset is protected" }),
        sales: z.boolean().meta({ description: "Whether products made with it may be sold" }),
        note: text,
      }),
    ),
    currency: z.string(),
    industry: z.string().nullable(),
    sei: z.string().nullable(),
    region: z.string().nullable(),
    inventors: z.array(
      z.object({
        name: text,
        sharePct: z.number().nullable().meta({ description: "Shown to the owner only" }),
        orcid: z.string().nullable().meta({ description: "Shown to the owner only" }),
      }),
    ),
    annuityDue: z.string().nullable(),
    fundingSource: text,
    projectNo: z.string().nullable().meta({ description: "Shown to the owner only" }),
    contactTeam: text,
    exportClass: z.enum(exportClasses),
    source: z.string().nullable(),
    sourceId: z.string().nullable(),
    publishedAt: instant,
    updatedAt: instant,
    owner,
  })
  .meta({ id: "Listing" });

export const listingRowShape = z
  .object({
    id: z.string(),
    slug: z.string(),
    state: z.string(),
    version: z.number().int(),
    title: text,
    score: z.number().meta({ description: "How much of what publishing asks for is there, 0 to 100" }),
  })
  .meta({ id: "ListingRow" });

export const demandShape = z
  .object({
    number: z.string(),
    id: z.string(),
    kind: z.string().meta({ description: "ordinary, or a challenge with proposals and an award" }),
    state: z.string(),
    version: z.number().int(),
    field: z.string(),
    title: text,
    background: text,
    targets: z.array(
      z.object({ name: text, current: z.string(), target: z.string(), direction: z.string(), unit: text }),
    ),
    testMethod: text,
    testBasis: z.string(),
    constraints: text,
    hazards: z.array(z.string()),
    samplesAvailable: z.boolean(),
    partnerKinds: z.array(z.string()),
    site: text,
    region: z.string().nullable(),
    keywordsZh: z.array(z.string()),
    keywordsEn: z.array(z.string()),
    budgetMin: amount,
    budgetMax: amount,
    currency: z.string(),
    paymentMode: z.string(),
    deadline: z.string().nullable(),
    closesOn: z.string().nullable().meta({ description: "Last day of answers, promised when it was published" }),
    feedbackDue: z.string().nullable().meta({ description: "Day by which every proposal of a challenge is answered" }),
    depositState: z.string(),
    depositBps: z.number().int().nullable().meta({ description: "Hundredths of a per cent of the upper budget" }),
    depositAmount: amount,
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

export const questionShape = z
  .object({
    id: z.string(),
    text: z.string(),
    createdAt: instant,
    answer: z.string(),
    answeredAt: instant,
    earlier: z
      .array(z.object({ answer: z.string(), answeredAt: instant }))
      .meta({ description: "Answers that the present one has taken the place of, oldest first" }),
    asideReason: z
      .string()
      .nullable()
      .meta({ description: "Why it is not answered in public; for its asker and the owner" }),
    asker: owner.nullable().meta({ description: "Null where the asker chose not to be named" }),
  })
  .meta({ id: "DemandQuestion" });

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
    number: dealNumber,
    id: z.string(),
    role: z.string(),
    phase: z.string(),
    turn: z.object({ side: z.string().nullable(), move: z.string(), deadline: instant }).nullable(),
    /** Null where a proposal was awarded: the deal is about the demand. */
    listing: z.object({ id: z.string(), slug: z.string(), title: text }).nullable(),
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

const fit = z.object({ kind: z.enum(["trl", "budget", "region", "age"]), want: z.string(), have: z.string() });

/** Why a listing and a demand belong together, as it was found; the figures of the score can be added up again. */
export const reasonShape = z
  .object({
    engine: z.string(),
    terms: z.array(
      z.object({
        asked: z.string(),
        found: z.string(),
        field: z.string(),
        share: z.number().meta({ description: "Points this word adds" }),
        via: z.string().optional().meta({ description: "Entry of the glossary by which `found` answers `asked`" }),
      }),
    ),
    rest: z.number().meta({ description: "Points of the words not quoted" }),
    class: z.object({ need: z.string(), have: z.string(), level: z.string() }).nullable(),
    fits: z.array(fit),
    misses: z.array(fit).meta({ description: "Asked for and not reached" }),
    unstated: z.array(z.string()).meta({ description: "Asked for and not stated" }),
    gates: z.array(z.string()).optional().meta({ description: "Conditions that were looked at and met" }),
  })
  .meta({ id: "MatchReason" });

const turn = z.object({ side: z.string().nullable(), move: z.string(), deadline: instant }).nullable();

export const dealRowShape = z
  .object({
    number: dealNumber,
    title: text,
    role: z.string().nullable(),
    phase: z.string(),
    turn,
    updatedAt: instant,
  })
  .meta({ id: "DealRow" });

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: "Cursor of the next page" }) });
export const counted = <T extends z.ZodType>(item: T) => page(item).extend({ total: z.number().int() });
export const statementShape = page(
  z.object({
    at: instant,
    kind: z.string(),
    account: z.string(),
    amount: z
      .string()
      .meta({ description: "Minor units with a sign; positive where the account grew", example: "-12000000" }),
    currency: z.enum(currencies),
    balance: z.string().meta({ description: "Of this account and currency after the line", example: "0" }),
    dealNumber: z.string().nullable(),
  }),
);
export const made = z.object({ id: z.string() });
export const done = z.object({ done: z.literal(true) });
