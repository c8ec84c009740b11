import type { Machine } from "../shared/index.ts";

export const assetKinds = [
  "patent",
  "application",
  "software",
  "know_how",
  "plant_variety",
  "layout_design",
  "data_set",
  "service",
  "bundle",
] as const;
export type AssetKind = (typeof assetKinds)[number];

export const technologyFields = [
  "bearing",
  "equipment",
  "photonics",
  "materials",
  "energy",
  "bio",
  "robotics_ai",
  "testing",
  "other",
] as const;
export type TechnologyField = (typeof technologyFields)[number];

export const legalStatuses = ["granted", "pending", "lapsed", "none", "unknown"] as const;
export type LegalStatus = (typeof legalStatuses)[number];

/** How the price is found. A sealed bid and an auction name the starting price, an open licence the one for everybody. */
export const priceModes = ["ask", "fixed", "menu", "sealed_bid", "auction", "open"] as const;
export type PriceMode = (typeof priceModes)[number];

export const listingStates = [
  "draft",
  "inventor_confirm",
  "compliance",
  "ready",
  "published",
  "paused",
  "under_option",
  "under_notice",
  "licensed_exclusive",
  "assigned",
  "lapsed",
  "withdrawn",
] as const;
export type ListingState = (typeof listingStates)[number];
export type ListingEvent =
  | "ask_inventors"
  | "confirm"
  | "submit"
  | "clear"
  | "return"
  | "recall"
  | "publish"
  | "pause"
  | "resume"
  | "archive"
  | "withdraw"
  | "redraft"
  | "reserve"
  | "give_notice"
  | "release"
  | "license"
  | "assign"
  | "lapse"
  | "restore"
  | "reinstate"
  | "reinstate_paused"
  | "reinstate_option"
  | "reinstate_notice"
  | "reinstate_license";
/** `checker` is the second pair of eyes: another officer of the owner than the one who asked, or the marketplace's operator. */
export const listingRoles = ["officer", "checker", "system", "stranger"] as const;
export type ListingRole = (typeof listingRoles)[number];

const officer = ["officer"] as const;
const checker = ["checker"] as const;
const system = ["system"] as const;
const lapse = { to: "lapsed", by: ["officer", "system"] } as const;
const withdraw = { to: "withdrawn", by: officer } as const;
const recall = { to: "draft", by: officer } as const;

/**
 * The way of a listing (journey J1). Inventors confirm text and shares, a second person clears it, and only then it may go live.
 * The market's events (option, notice, licence, assignment) come from its deals. Hidden by age it is `paused`, archived `withdrawn`.
 */
export const listingMachine = {
  draft: {
    ask_inventors: { to: "inventor_confirm", by: officer },
    submit: { to: "compliance", by: officer },
    withdraw,
  },
  inventor_confirm: { confirm: { to: "compliance", by: system }, recall, withdraw },
  compliance: { clear: { to: "ready", by: checker }, return: { to: "draft", by: checker }, recall, withdraw },
  ready: { publish: { to: "published", by: officer }, recall, withdraw },
  published: {
    pause: { to: "paused", by: ["officer", "system"] },
    reserve: { to: "under_option", by: system },
    give_notice: { to: "under_notice", by: system },
    recall,
    lapse,
    withdraw,
  },
  paused: {
    resume: { to: "published", by: officer },
    archive: { to: "withdrawn", by: system },
    recall,
    lapse,
    withdraw,
  },
  under_option: {
    give_notice: { to: "under_notice", by: system },
    release: { to: "published", by: system },
    license: { to: "licensed_exclusive", by: system },
    assign: { to: "assigned", by: system },
    lapse,
  },
  under_notice: {
    release: { to: "published", by: system },
    license: { to: "licensed_exclusive", by: system },
    assign: { to: "assigned", by: system },
    lapse,
  },
  licensed_exclusive: { lapse },
  assigned: {},
  // a lapse that was a slip goes back to where it came from, by a second person; a right that was restored goes the whole way again
  lapsed: {
    restore: { to: "draft", by: officer },
    reinstate: { to: "published", by: checker },
    reinstate_paused: { to: "paused", by: checker },
    reinstate_option: { to: "under_option", by: checker },
    reinstate_notice: { to: "under_notice", by: checker },
    reinstate_license: { to: "licensed_exclusive", by: checker },
    withdraw,
  },
  withdrawn: { redraft: { to: "draft", by: officer } },
} as const satisfies Machine<ListingState, ListingEvent, ListingRole>;

/** States a visitor may read. What is taken or has lapsed stays readable, marked so: links to it are out in the world. */
export const publicListingStates = [
  "published",
  "under_option",
  "under_notice",
  "licensed_exclusive",
  "assigned",
  "lapsed",
] as const satisfies readonly ListingState[];
/** States search answers with: what can still be had. */
export const searchableListingStates = [
  "published",
  "under_option",
  "under_notice",
] as const satisfies readonly ListingState[];
/** States in which the text may be edited; before going live a change takes the listing back to a draft first. */
export const editableListingStates = ["draft", "published", "paused"] as const satisfies readonly ListingState[];
export const isEditable = (state: ListingState): boolean => editableListingStates.some((s) => s === state);

/** What was decided about a result in triage (journey J1 step 3): which ones are worth a listing, and how. */
export const triageChoices = ["sell", "license", "open_licence", "keep", "drop"] as const;
export type TriageChoice = (typeof triageChoices)[number];

/** Why a listing is off the market for a while: its owner said so, or nobody answered the refresh. */
export const pauseReasons = ["owner", "stale"] as const;
