import { demandRows } from "./isolation-demands.ts";
import { listingRows } from "./isolation-listings.ts";
import {
  type ActorKind,
  actions,
  api,
  type Cell,
  everybody,
  pages,
  type Resource,
  routes,
  signedIn,
} from "./isolation-rows.ts";

/**
 * Who may do what with which kind of record, as data. The guard beside it fails when a page, route, action or operation of the API
 * has no row, and the reading cells are tried out against the real queries.
 */
export const isolationMatrix: readonly Resource[] = [
  {
    id: "house",
    cells: everybody("r"),
    note: "Texts, help, text size, health, the description of the API.",
    covers: [
      ...pages("/accessibility", "/help", "/privacy", "/problems/[...code]", "/[...rest]"),
      ...routes("/api/health", "/api/v1/openapi.json", "/api/[[...rest]]"),
      ...actions("setDisplay"),
    ],
  },
  {
    id: "door",
    cells: everybody("w"),
    note: "Signing in, up and out, and what a mailed token opens. Unknown, wrong and locked answer alike.",
    covers: [
      ...pages("/sign-in", "/sign-up", "/forgot", "/reset/[token]", "/confirm/[token]", "/invite/[token]"),
      ...routes("/api/auth/callback/oidc", "/api/sign-in/oidc"),
      ...actions("signIn", "signOut", "signUp", "confirmMail", "forgot", "reset", "acceptInvitation"),
    ],
  },
  {
    id: "webhook",
    cells: {},
    note: "Only who holds the provider's signing secret; the body is believed by its signature and then asked for again.",
    covers: routes("/api/webhooks/stripe"),
  },
  ...listingRows,
  {
    id: "organisation-public",
    cells: everybody("r"),
    note: "Name, kind, place and published listings.",
    covers: [
      ...pages("/org/[slug]"),
      ...api("listOrganisations", "readOrganisation", "listOrganisationListings", "listOrganisationDemands"),
    ],
  },
  {
    id: "catalogue",
    cells: everybody("r"),
    note: "Counts and lists of what is on the market, pictures for links, and what search engines are told of; never a draft, nor the owner of a demand that hides it.",
    covers: [
      ...pages("/fields", "/fields/[ipc]", "/industries", "/industries/[code]"),
      ...pages("/universities", "/regions", "/regions/[code]"),
      ...api("countCatalogue", "browseCatalogue"),
      ...routes("/api/cards/[...path]", "/sitemap.xml", "/sitemap/[part]", "/feed.xml"),
    ],
  },
  ...demandRows,
  {
    id: "deal",
    cells: { T: "rw", F: "rw", B: "l" },
    note: "The broker on the deal sees its head: number, parties, phase. A deal begins with a verified officer of the buyer.",
    covers: [
      ...pages("/deals", "/deals/new", "/deals/[no]", "/desk"),
      ...api("listDeals", "readDeal", "openDeal"),
      ...actions("openRoom"),
    ],
  },
  {
    id: "offer",
    cells: { T: "rw", F: "rw" },
    note: "Offers and their terms; officers of the two parties change them.",
    covers: [
      ...pages("/deals/[no]/offer"),
      ...api("sendOffer", "counterOffer", "acceptOffer", "declineOffer", "withdrawOffer"),
      ...actions("sendOffer", "counterOffer", "acceptOffer", "declineOffer", "withdrawOffer"),
    ],
  },
  {
    id: "contract",
    cells: { T: "rm", F: "rm" },
    note: "Officers, signatories and finance of the two parties read; the named signatories sign, in order.",
    covers: [...pages("/deals/[no]/contract"), ...actions("signContract")],
  },
  {
    id: "contract-document",
    cells: { T: "r", F: "r" },
    note: "Drafts, the signed PDF and its evidence page.",
    covers: routes("/api/contracts/[id]/[kind]"),
  },
  {
    id: "money",
    cells: { T: "rw", F: "rwm", B: "l" },
    note: "Plan, payments and delivery. The seller's officers deliver; the buyer's finance pays, its officers accept. A broker sees the state of each item and its own line.",
    covers: [...pages("/deals/[no]/money"), ...actions("startFunding", "deliverItem", "acceptItem")],
  },
  {
    id: "statement",
    cells: { T: "r", F: "r", B: "l", O: "l" },
    note: "Officers and finance read their organisation's own accounts, whatever the deal; a broker those of its commission, the platform those of its fee.",
    covers: [...pages("/statement"), ...routes("/statement/download"), ...api("readStatement")],
  },
  {
    id: "benefit-statement",
    cells: { T: "r", I: "l" },
    note: "An inventor sees the own line only and may object to it; officers and finance answer. Shown on the statement page, with the money of the deal, and by link.",
    covers: actions("raiseObjection", "withdrawObjection", "decideObjection", "recordRewardPaid"),
  },
  {
    id: "disclosure",
    cells: { T: "rw", I: "rw" },
    note: "A draft is its author's alone; handed in, those it names read it and the unit's officers decide.",
    covers: [
      ...pages("/results/[id]/edit"),
      ...api(
        "saveDisclosure",
        "submitDisclosure",
        "assessDisclosure",
        "protectDisclosure",
        "listDisclosure",
        "explainDelay",
      ),
      ...actions(
        "saveDisclosure",
        "autosaveDisclosure",
        "assessDisclosure",
        "protectDisclosure",
        "listDisclosure",
        "explainDelay",
      ),
    ],
  },
  {
    id: "result",
    cells: { T: "r", I: "rw" },
    note: "Where a result stands: for those named in it, by account or link, and the unit's officers. Each inventor reads the own statement on a deal, officers all.",
    covers: [
      ...pages("/results/[id]"),
      ...api("readResult", "stateRelation", "answerOwnConfirmation", "sendOwnLinkAgain"),
      ...actions("stateRelation", "answerOwnConfirmation", "sendOwnLinkAgain"),
    ],
  },
  {
    id: "own-results",
    cells: signedIn("rw"),
    note: "Each member the own results, the unit's rule and days; managers add a version of either.",
    covers: [
      ...pages("/results", "/results/new", "/results/rules"),
      ...api("listResults", "createDisclosure", "readStepDays", "saveStepDays", "readUnitRules", "saveUnitRule"),
      ...actions("createDisclosure", "saveUnitRule", "saveStepDays"),
    ],
  },
  {
    id: "payout-account",
    cells: signedIn("rm"),
    note: "Each organisation its own; owner and finance, after proving who they are.",
    covers: [...pages("/settings/payout"), ...actions("startPayoutAccount")],
  },
  {
    id: "own-person",
    cells: signedIn("rw"),
    note: "Profile, notices, sessions and keys: each person their own, nobody else's.",
    covers: [
      ...pages("/settings", "/settings/sessions", "/settings/keys"),
      ...actions("saveProfile", "markRead", "endSession", "createApiKey", "revokeApiKey", "switchOrganisation"),
    ],
  },
  {
    id: "own-organisation",
    cells: signedIn("rw"),
    note: "Each organisation its own record and members; owners change them. Whoever has none founds one.",
    covers: [
      ...pages("/settings/organisation", "/settings/members", "/start"),
      ...actions(
        "createOrganisation",
        "saveOrganisation",
        "submitOrganisation",
        "inviteMember",
        "saveMember",
        "removeMember",
      ),
    ],
  },
  {
    id: "verification-queue",
    cells: { O: "rw" },
    note: "Organisations that asked to be checked; nobody decides on their own.",
    covers: [...pages("/operator"), ...actions("decideVerification")],
  },
  {
    id: "parked-jobs",
    cells: { O: "rw" },
    note: "Names of events and listeners, times and a cleaned reason; never what a job or a webhook carries. Officers hand them back.",
    covers: [...pages("/operator/parked"), ...actions("replayParked")],
  },
];

/** The cell of an actor in a row; nothing said is nothing there. */
export const cellOf = (resource: string, kind: ActorKind): Cell =>
  isolationMatrix.find((row) => row.id === resource)?.cells[kind] ?? "";
