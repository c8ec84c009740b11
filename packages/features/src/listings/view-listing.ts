import type { Ctx } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { isTeam } from "@peony/domain/identity";
import { asGated, menuOf, publicListingStates } from "@peony/domain/listings";
import { type GateLevel, gateLevel } from "@peony/domain/shared";
import type { ListingRow } from "./rows.ts";

export type Owner = {
  slug: string;
  nameZh: string;
  nameEn: string;
  shortZh: string;
  kind: string;
  fictional: boolean;
  sample: boolean;
};
export const ownerColumns = {
  slug: organisations.slug,
  nameZh: organisations.nameZh,
  nameEn: organisations.nameEn,
  shortZh: organisations.shortZh,
  kind: organisations.kind,
  fictional: organisations.fictional,
  sample: organisations.sample,
};

/** Columns that only the owner's people, and some not even they, ever read. */
type Internal =
  | "searchText"
  | "createdBy"
  | "changeSeq"
  | "projectNo"
  | "filledFrom"
  | "secrecy"
  | "thirdParty"
  | "stateAsset"
  | "complianceNote"
  | "exportClassAsked"
  | "complianceBy"
  | "clearedBy"
  | "clearedAt"
  | "returnedReason"
  | "triage"
  | "triageReason"
  | "triagedAt"
  | "pauseReason"
  | "importId"
  | "savedBy"
  | "savedAt"
  | "autosavedSince";

/** A listing as a reader may have it: no internal columns, no shares, and of a gated technology the teaser only. */
export type ListingView = Omit<ListingRow, Internal> & {
  readonly owner: Owner;
  /** The reader's organisation owns it. */
  readonly own: boolean;
  /** Number of the project that paid for it; null to everybody but the owner. */
  readonly projectNo: string | null;
  /** How far the export gate lets this reader: a teaser has empty texts. */
  readonly gate: Exclude<GateLevel, "closed">;
};

const shown = (row: ListingRow): Omit<ListingRow, Internal> => {
  const {
    searchText: _searchText,
    createdBy: _createdBy,
    changeSeq: _changeSeq,
    projectNo: _projectNo,
    filledFrom: _filledFrom,
    secrecy: _secrecy,
    thirdParty: _thirdParty,
    stateAsset: _stateAsset,
    complianceNote: _complianceNote,
    exportClassAsked: _exportClassAsked,
    complianceBy: _complianceBy,
    clearedBy: _clearedBy,
    clearedAt: _clearedAt,
    returnedReason: _returnedReason,
    triage: _triage,
    triageReason: _triageReason,
    triagedAt: _triagedAt,
    pauseReason: _pauseReason,
    importId: _importId,
    savedBy: _savedBy,
    savedAt: _savedAt,
    autosavedSince: _autosavedSince,
    ...rest
  } = row;
  return rest;
};

/** Country the reader acts from; nobody knows a visitor's. */
export const readerCountry = (ctx: Ctx): string | null => (ctx.actor.kind === "person" ? ctx.actor.orgCountry : null);

/**
 * The listing as this reader may have it, or null where it is not there for them: a draft of others, or behind a closed gate.
 * @param named the reader is one of its inventors, who has their own drafts without a seat in the office
 */
export const viewOf = (ctx: Ctx, row: ListingRow, owner: Owner, named = false): ListingView | null => {
  const own = ctx.actor.kind === "person" && ctx.actor.orgId === row.orgId && (isTeam(ctx.actor) || named);
  if (own) return { ...shown(row), projectNo: row.projectNo, owner, own, gate: "open" };
  if (!publicListingStates.some((s) => s === row.state)) return null;
  const country = readerCountry(ctx);
  const gate = gateLevel(row.exportClass, country);
  if (gate === "closed") return null;
  const inventors = row.inventors.map((i) => ({ ...i, sharePct: 0 }));
  const priceMenu = [...menuOf(row)];
  // a part may be a draft: whoever reads the bundle alone looks up which of them are public
  return asGated({ ...shown(row), parts: [], inventors, priceMenu, projectNo: null, owner, own, gate }, country);
};
