import type { DealRow, DealView } from "@peony/features/deals";
import type { DemandView } from "@peony/features/demands";
import type { ListingView, listOwnListings } from "@peony/features/listings";

type OwnListingRow = Awaited<ReturnType<typeof listOwnListings>>["rows"][number];

const iso = (d: Date | null): string | null => d?.toISOString() ?? null;
const minor = (n: bigint | null): string | null => n?.toString() ?? null;

/** Rows as the API sends them: no bigint, no Date, nothing that the shape does not name. */
export const listingToWire = (l: ListingView) => ({
  ...l,
  benefits: l.benefits.map((b) => ({ ...b, checkedOn: b.checkedOn ?? null })),
  inventors: l.inventors.map(({ name, sharePct, orcid }) => ({
    name,
    sharePct: l.own ? sharePct : null,
    orcid: l.own ? (orcid ?? null) : null,
  })),
  title: { zh: l.titleZh, en: l.titleEn },
  priceMin: minor(l.priceMin),
  priceMax: minor(l.priceMax),
  publishedAt: iso(l.publishedAt),
  updatedAt: iso(l.updatedAt),
});

export const ownListingToWire = ({ titleZh, titleEn, ...l }: OwnListingRow) => ({
  ...l,
  title: { zh: titleZh, en: titleEn },
});

export const demandToWire = (d: DemandView) => ({
  ...d,
  title: { zh: d.titleZh, en: d.titleEn },
  budgetMin: minor(d.budgetMin),
  budgetMax: minor(d.budgetMax),
  depositAmount: minor(d.depositAmount),
  publishedAt: iso(d.publishedAt),
  updatedAt: iso(d.updatedAt),
});

export const dealToWire = (d: DealView) => ({
  ...d,
  turn: d.turn && { side: d.turn.side, move: d.turn.move, deadline: iso(d.turn.deadline) },
  listing: d.listing && {
    id: d.listing.id,
    slug: d.listing.slug,
    title: { zh: d.listing.titleZh, en: d.listing.titleEn },
  },
  offers: d.rounds.map((r) => ({ ...r, sentAt: iso(r.sentAt), expiresAt: iso(r.expiresAt) })),
  contract: d.contract && { ...d.contract, signedAt: iso(d.contract.signedAt) },
  items: d.items.map((i) => ({ ...i, due: minor(i.due) })),
  createdAt: iso(d.createdAt),
  updatedAt: iso(d.updatedAt),
});

export const dealRowToWire = (d: DealRow) => ({
  number: d.number,
  title: { zh: d.titleZh, en: d.titleEn },
  role: d.role,
  phase: d.phase,
  turn: d.turn && { side: d.turn.side, move: d.turn.move, deadline: iso(d.turn.deadline) },
  updatedAt: iso(d.updatedAt),
});
