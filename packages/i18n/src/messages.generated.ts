// Written by generate.ts from the folder messages/; do not edit by hand.
import enBrowse from "../messages/en/browse.json" with { type: "json" };
import enCards from "../messages/en/cards.json" with { type: "json" };
import enClinic from "../messages/en/clinic.json" with { type: "json" };
import enConfirmation from "../messages/en/confirmation.json" with { type: "json" };
import enContractClauses from "../messages/en/contract/clauses.json" with { type: "json" };
import enContractEvidence from "../messages/en/contract/evidence.json" with { type: "json" };
import enContractText from "../messages/en/contract/text.json" with { type: "json" };
import enDeals from "../messages/en/deals.json" with { type: "json" };
import enDemands from "../messages/en/demands.json" with { type: "json" };
import enDesk from "../messages/en/desk.json" with { type: "json" };
import enDisclosures from "../messages/en/disclosures.json" with { type: "json" };
import enErrorsContracts from "../messages/en/errors/contracts.json" with { type: "json" };
import enErrorsDemands from "../messages/en/errors/demands.json" with { type: "json" };
import enErrorsDisclosures from "../messages/en/errors/disclosures.json" with { type: "json" };
import enErrorsEscrow from "../messages/en/errors/escrow.json" with { type: "json" };
import enErrorsExchange from "../messages/en/errors/exchange.json" with { type: "json" };
import enErrorsFiles from "../messages/en/errors/files.json" with { type: "json" };
import enErrorsIdempotencyKey from "../messages/en/errors/idempotency-key.json" with { type: "json" };
import enErrorsIdentity from "../messages/en/errors/identity.json" with { type: "json" };
import enErrorsImports from "../messages/en/errors/imports.json" with { type: "json" };
import enErrorsLedger from "../messages/en/errors/ledger.json" with { type: "json" };
import enErrorsListings from "../messages/en/errors/listings.json" with { type: "json" };
import enErrorsOffers from "../messages/en/errors/offers.json" with { type: "json" };
import enErrorsProposals from "../messages/en/errors/proposals.json" with { type: "json" };
import enErrorsRoyalties from "../messages/en/errors/royalties.json" with { type: "json" };
import enErrorsShared from "../messages/en/errors/shared.json" with { type: "json" };
import enFormats from "../messages/en/formats.json" with { type: "json" };
import enForms from "../messages/en/forms.json" with { type: "json" };
import enHome from "../messages/en/home.json" with { type: "json" };
import enIdentity from "../messages/en/identity.json" with { type: "json" };
import enImports from "../messages/en/imports.json" with { type: "json" };
import enJobs from "../messages/en/jobs.json" with { type: "json" };
import enListings from "../messages/en/listings.json" with { type: "json" };
import enMails from "../messages/en/mails.json" with { type: "json" };
import enMatching from "../messages/en/matching.json" with { type: "json" };
import enMoney from "../messages/en/money.json" with { type: "json" };
import enNotifications from "../messages/en/notifications.json" with { type: "json" };
import enOffers from "../messages/en/offers.json" with { type: "json" };
import enOrganisationPage from "../messages/en/organisation-page.json" with { type: "json" };
import enProblem from "../messages/en/problem.json" with { type: "json" };
import enProposals from "../messages/en/proposals.json" with { type: "json" };
import enRegions from "../messages/en/regions.json" with { type: "json" };
import enRegistry from "../messages/en/registry.json" with { type: "json" };
import enRoyalties from "../messages/en/royalties.json" with { type: "json" };
import enSearch from "../messages/en/search.json" with { type: "json" };
import enShell from "../messages/en/shell.json" with { type: "json" };
import enSigning from "../messages/en/signing.json" with { type: "json" };
import enStatement from "../messages/en/statement.json" with { type: "json" };
import enStatics from "../messages/en/statics.json" with { type: "json" };
import enStatusDisclosures from "../messages/en/status/disclosures.json" with { type: "json" };
import enStatusProposals from "../messages/en/status/proposals.json" with { type: "json" };
import enStatusShared from "../messages/en/status/shared.json" with { type: "json" };
import enTerms from "../messages/en/terms.json" with { type: "json" };
import enTriage from "../messages/en/triage.json" with { type: "json" };
import enValidationContracts from "../messages/en/validation/contracts.json" with { type: "json" };
import enValidationDemands from "../messages/en/validation/demands.json" with { type: "json" };
import enValidationIdentity from "../messages/en/validation/identity.json" with { type: "json" };
import enValidationImports from "../messages/en/validation/imports.json" with { type: "json" };
import enValidationListings from "../messages/en/validation/listings.json" with { type: "json" };
import enValidationProposals from "../messages/en/validation/proposals.json" with { type: "json" };
import enValidationShared from "../messages/en/validation/shared.json" with { type: "json" };
import zhBrowse from "../messages/zh/browse.json" with { type: "json" };
import zhCards from "../messages/zh/cards.json" with { type: "json" };
import zhClinic from "../messages/zh/clinic.json" with { type: "json" };
import zhConfirmation from "../messages/zh/confirmation.json" with { type: "json" };
import zhContractClauses from "../messages/zh/contract/clauses.json" with { type: "json" };
import zhContractEvidence from "../messages/zh/contract/evidence.json" with { type: "json" };
import zhContractText from "../messages/zh/contract/text.json" with { type: "json" };
import zhDeals from "../messages/zh/deals.json" with { type: "json" };
import zhDemands from "../messages/zh/demands.json" with { type: "json" };
import zhDesk from "../messages/zh/desk.json" with { type: "json" };
import zhDisclosures from "../messages/zh/disclosures.json" with { type: "json" };
import zhErrorsContracts from "../messages/zh/errors/contracts.json" with { type: "json" };
import zhErrorsDemands from "../messages/zh/errors/demands.json" with { type: "json" };
import zhErrorsDisclosures from "../messages/zh/errors/disclosures.json" with { type: "json" };
import zhErrorsEscrow from "../messages/zh/errors/escrow.json" with { type: "json" };
import zhErrorsExchange from "../messages/zh/errors/exchange.json" with { type: "json" };
import zhErrorsFiles from "../messages/zh/errors/files.json" with { type: "json" };
import zhErrorsIdempotencyKey from "../messages/zh/errors/idempotency-key.json" with { type: "json" };
import zhErrorsIdentity from "../messages/zh/errors/identity.json" with { type: "json" };
import zhErrorsImports from "../messages/zh/errors/imports.json" with { type: "json" };
import zhErrorsLedger from "../messages/zh/errors/ledger.json" with { type: "json" };
import zhErrorsListings from "../messages/zh/errors/listings.json" with { type: "json" };
import zhErrorsOffers from "../messages/zh/errors/offers.json" with { type: "json" };
import zhErrorsProposals from "../messages/zh/errors/proposals.json" with { type: "json" };
import zhErrorsRoyalties from "../messages/zh/errors/royalties.json" with { type: "json" };
import zhErrorsShared from "../messages/zh/errors/shared.json" with { type: "json" };
import zhFormats from "../messages/zh/formats.json" with { type: "json" };
import zhForms from "../messages/zh/forms.json" with { type: "json" };
import zhHome from "../messages/zh/home.json" with { type: "json" };
import zhIdentity from "../messages/zh/identity.json" with { type: "json" };
import zhImports from "../messages/zh/imports.json" with { type: "json" };
import zhJobs from "../messages/zh/jobs.json" with { type: "json" };
import zhListings from "../messages/zh/listings.json" with { type: "json" };
import zhMails from "../messages/zh/mails.json" with { type: "json" };
import zhMatching from "../messages/zh/matching.json" with { type: "json" };
import zhMoney from "../messages/zh/money.json" with { type: "json" };
import zhNotifications from "../messages/zh/notifications.json" with { type: "json" };
import zhOffers from "../messages/zh/offers.json" with { type: "json" };
import zhOrganisationPage from "../messages/zh/organisation-page.json" with { type: "json" };
import zhProblem from "../messages/zh/problem.json" with { type: "json" };
import zhProposals from "../messages/zh/proposals.json" with { type: "json" };
import zhRegions from "../messages/zh/regions.json" with { type: "json" };
import zhRegistry from "../messages/zh/registry.json" with { type: "json" };
import zhRoyalties from "../messages/zh/royalties.json" with { type: "json" };
import zhSearch from "../messages/zh/search.json" with { type: "json" };
import zhShell from "../messages/zh/shell.json" with { type: "json" };
import zhSigning from "../messages/zh/signing.json" with { type: "json" };
import zhStatement from "../messages/zh/statement.json" with { type: "json" };
import zhStatics from "../messages/zh/statics.json" with { type: "json" };
import zhStatusDisclosures from "../messages/zh/status/disclosures.json" with { type: "json" };
import zhStatusProposals from "../messages/zh/status/proposals.json" with { type: "json" };
import zhStatusShared from "../messages/zh/status/shared.json" with { type: "json" };
import zhTerms from "../messages/zh/terms.json" with { type: "json" };
import zhTriage from "../messages/zh/triage.json" with { type: "json" };
import zhValidationContracts from "../messages/zh/validation/contracts.json" with { type: "json" };
import zhValidationDemands from "../messages/zh/validation/demands.json" with { type: "json" };
import zhValidationIdentity from "../messages/zh/validation/identity.json" with { type: "json" };
import zhValidationImports from "../messages/zh/validation/imports.json" with { type: "json" };
import zhValidationListings from "../messages/zh/validation/listings.json" with { type: "json" };
import zhValidationProposals from "../messages/zh/validation/proposals.json" with { type: "json" };
import zhValidationShared from "../messages/zh/validation/shared.json" with { type: "json" };

const zh = {
  browse: { ...zhBrowse },
  cards: { ...zhCards },
  clinic: { ...zhClinic },
  confirmation: { ...zhConfirmation },
  contract: { ...zhContractClauses, ...zhContractEvidence, ...zhContractText },
  deals: { ...zhDeals },
  demands: { ...zhDemands },
  desk: { ...zhDesk },
  disclosures: { ...zhDisclosures },
  errors: { ...zhErrorsContracts, ...zhErrorsDemands, ...zhErrorsDisclosures, ...zhErrorsEscrow, ...zhErrorsExchange, ...zhErrorsFiles, ...zhErrorsIdempotencyKey, ...zhErrorsIdentity, ...zhErrorsImports, ...zhErrorsLedger, ...zhErrorsListings, ...zhErrorsOffers, ...zhErrorsProposals, ...zhErrorsRoyalties, ...zhErrorsShared },
  formats: { ...zhFormats },
  forms: { ...zhForms },
  home: { ...zhHome },
  identity: { ...zhIdentity },
  imports: { ...zhImports },
  jobs: { ...zhJobs },
  listings: { ...zhListings },
  mails: { ...zhMails },
  matching: { ...zhMatching },
  money: { ...zhMoney },
  notifications: { ...zhNotifications },
  offers: { ...zhOffers },
  "organisation-page": { ...zhOrganisationPage },
  problem: { ...zhProblem },
  proposals: { ...zhProposals },
  regions: { ...zhRegions },
  registry: { ...zhRegistry },
  royalties: { ...zhRoyalties },
  search: { ...zhSearch },
  shell: { ...zhShell },
  signing: { ...zhSigning },
  statement: { ...zhStatement },
  statics: { ...zhStatics },
  status: { ...zhStatusDisclosures, ...zhStatusProposals, ...zhStatusShared },
  terms: { ...zhTerms },
  triage: { ...zhTriage },
  validation: { ...zhValidationContracts, ...zhValidationDemands, ...zhValidationIdentity, ...zhValidationImports, ...zhValidationListings, ...zhValidationProposals, ...zhValidationShared },
};

const en = {
  browse: { ...enBrowse },
  cards: { ...enCards },
  clinic: { ...enClinic },
  confirmation: { ...enConfirmation },
  contract: { ...enContractClauses, ...enContractEvidence, ...enContractText },
  deals: { ...enDeals },
  demands: { ...enDemands },
  desk: { ...enDesk },
  disclosures: { ...enDisclosures },
  errors: { ...enErrorsContracts, ...enErrorsDemands, ...enErrorsDisclosures, ...enErrorsEscrow, ...enErrorsExchange, ...enErrorsFiles, ...enErrorsIdempotencyKey, ...enErrorsIdentity, ...enErrorsImports, ...enErrorsLedger, ...enErrorsListings, ...enErrorsOffers, ...enErrorsProposals, ...enErrorsRoyalties, ...enErrorsShared },
  formats: { ...enFormats },
  forms: { ...enForms },
  home: { ...enHome },
  identity: { ...enIdentity },
  imports: { ...enImports },
  jobs: { ...enJobs },
  listings: { ...enListings },
  mails: { ...enMails },
  matching: { ...enMatching },
  money: { ...enMoney },
  notifications: { ...enNotifications },
  offers: { ...enOffers },
  "organisation-page": { ...enOrganisationPage },
  problem: { ...enProblem },
  proposals: { ...enProposals },
  regions: { ...enRegions },
  registry: { ...enRegistry },
  royalties: { ...enRoyalties },
  search: { ...enSearch },
  shell: { ...enShell },
  signing: { ...enSigning },
  statement: { ...enStatement },
  statics: { ...enStatics },
  status: { ...enStatusDisclosures, ...enStatusProposals, ...enStatusShared },
  terms: { ...enTerms },
  triage: { ...enTriage },
  validation: { ...enValidationContracts, ...enValidationDemands, ...enValidationIdentity, ...enValidationImports, ...enValidationListings, ...enValidationProposals, ...enValidationShared },
};

/** The shape of all messages; a key that is missing in one language does not compile. */
export type Messages = typeof zh;

export const allMessages: Readonly<Record<"zh" | "en", Messages>> = { zh, en };
