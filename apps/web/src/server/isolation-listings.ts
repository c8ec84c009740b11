import { actions, api, everybody, pages, type Resource, routes } from "./isolation-rows.ts";

/** Listings from the sheet or the form to the market, with what hangs on them. */
export const listingRows: readonly Resource[] = [
  {
    id: "listing-published",
    cells: { ...everybody("r"), T: "rw" },
    note: "The owner's officers withdraw it.",
    covers: [
      ...pages("/", "/search", "/t/[slug]"),
      ...api("searchListings", "readListing", "withdrawListing"),
      ...actions("withdrawListing", "pauseListing", "refreshListing", "lapseListing"),
    ],
  },
  {
    id: "listing-draft",
    cells: { T: "rw" },
    note: "An inventor of the owner reads those that name them, changes nothing, and knows of no other.",
    covers: [
      ...pages("/listings", "/listings/new", "/listings/[id]", "/listings/[id]/preview", "/listings/[id]/versions"),
      ...api("listOwnListings", "createListing", "saveListing", "publishListing", "readReadiness", "previewListing"),
      ...actions("findPatent", "applyFilled"),
      ...actions("createListing", "saveListing", "autosaveListing", "restoreVersion", "publishListing"),
      ...actions(
        "submitListing",
        "recallListing",
        "redraftListing",
        "resumeListing",
        "restoreListing",
        "reinstateListing",
      ),
    ],
  },
  {
    id: "listing-compliance",
    cells: { T: "rw", O: "l" },
    note: "The owner's officers fill the sheet in, another of them clears it. The operator reads and decides while it waits for a second person.",
    covers: [
      ...pages("/listings/[id]/compliance"),
      ...api("listForClearance"),
      ...actions("saveCompliance", "clearListing", "returnListing", "clearSheet", "returnSheet"),
    ],
  },
  {
    id: "listing-steps",
    cells: { T: "rw", O: "l" },
    note: "The operator reads and decides a compliance sheet while it waits for a second person; the rest is for the owner's officers.",
    covers: [
      ...api("stepListing", "readCompliance", "saveCompliance", "decideCompliance"),
      ...api("readInventors", "askInventors", "askInventorAgain"),
      ...api("listVersions", "compareVersions", "restoreVersion", "reinstateListing"),
    ],
  },
  {
    id: "patent-register",
    cells: { T: "r", F: "r" },
    note: "Public facts of the register; asked by officers only, because each question costs.",
    covers: api("findPatent"),
  },
  {
    id: "exchange",
    cells: { T: "rw", F: "rw" },
    note: "Each organisation its own listings and demands, by its officers; the schema of the format is public.",
    covers: api("exportExchange", "importExchange", "readExchangeSchema"),
  },
  {
    id: "confirmation-link",
    cells: {},
    note: "Only who holds the link of an inventor's mail: that text, everybody's shares, and the own answer.",
    covers: [
      ...pages("/inventor/[token]"),
      ...api("readConfirmation", "answerConfirmation"),
      ...actions("answerConfirmation"),
    ],
  },
  {
    id: "inventors-asked",
    cells: { T: "rw" },
    note: "Addresses and answers of a listing's inventors, for the owner's officers.",
    covers: [...pages("/listings/[id]/inventors"), ...actions("askInventors", "askInventorAgain", "mendListing")],
  },
  {
    id: "import",
    cells: { T: "rw" },
    note: "Officers of the owner; the rows of a sheet, what is wrong with them, and what the organisation said of its words are its own.",
    covers: [
      ...pages("/import", "/import/[id]"),
      ...routes("/import/[id]/errors"),
      ...actions(
        ...[
          "uploadSheet",
          "mapImport",
          "fixImportRow",
          "teachImport",
          "startImport",
          "stopImport",
          "undoImport",
          "putAwayImport",
        ],
      ),
      ...api("uploadImport", "listImports", "readImport", "mapImport", "readImportRows", "fixImportRow", "stepImport"),
      ...api("uploadImportFile", "readImportErrors", "teachImport"),
    ],
  },
  {
    id: "triage",
    cells: { T: "rw" },
    note: "Officers of the owner decide on imported drafts.",
    covers: [
      ...pages("/triage"),
      ...actions("triageListing", "untriageListing"),
      ...api("readTriage", "triageListing", "untriageListing"),
    ],
  },
  {
    id: "listing-file-draft",
    cells: { T: "rw" },
    note: "A file follows what it hangs on: a draft, a published listing, a contract, a delivery.",
    covers: [
      ...routes("/api/files/[id]"),
      ...api("listListingFiles", "attachListingFile", "describeListingFile", "removeListingFile", "readFile"),
      ...actions("attachListingFiles", "describeListingFile", "removeListingFile"),
    ],
  },
];
