import type { TxCtx } from "@peony/db";
import { plainWord, splitList, splitNames } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";

/** An organisation of the marketplace that is called as an applicant of a sheet is. */
export type OtherOrganisation = { readonly name: string; readonly verified: boolean };

/** The whole cell and each name in it, as they are compared. */
const wordsOf = (applicant: string): Set<string> =>
  new Set([applicant, ...splitNames(applicant), ...splitList(applicant)].map(plainWord).filter(Boolean));

/** A name as the database compares it; what `plainWord` leaves out beyond these marks stands in no organisation's name. */
const plainColumn = (column: string) =>
  sql.raw(`lower(regexp_replace(normalize(${column}, NFKC), '[[:space:][:punct:]·、。《》“”‘’—…]', '', 'g'))`);

/**
 * Other organisations by each of these words that is their full, English or short name. An organisation's own name is never another's,
 * even where both bear it; a verified one stands before one that is not.
 */
const named = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  words: readonly string[],
): Promise<ReadonlyMap<string, OtherOrganisation>> => {
  if (words.length === 0) return new Map();
  const { rows } = await t.tx.execute<{ word: string; name: string; verified: boolean }>(sql`
    with called as (
      select o.id, o.name_zh, o.name_en, o.verification = 'verified' as verified, n.word
      from organisations o, lateral (values
        (${plainColumn("o.name_zh")}), (${plainColumn("o.name_en")}), (${plainColumn("o.short_zh")})
      ) as n(word)
      where n.word in (select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))
    )
    select distinct on (word) word, coalesce(nullif(name_zh, ''), name_en) as name, verified from called
    where id <> ${orgId} and word not in (select word from called where id = ${orgId})
    order by word, verified desc, id`);
  return new Map(rows.map(({ word, name, verified }) => [word, { name, verified }]));
};

/** What is known of an applicant's names: the organisations so called, and whether nobody else is left in the cell. */
export type Claim = {
  readonly others: readonly OtherOrganisation[];
  /** Every name is a verified organisation's: it is theirs, and nobody may call it the own one. */
  readonly taken: boolean;
};

/** What stands against calling each of these applicants the own organisation. */
export const claimsOn = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  applicants: readonly string[],
): Promise<(applicant: string) => Claim> => {
  const others = await named(t, orgId, [...new Set(applicants.flatMap((a) => [...wordsOf(a)]))]);
  return (applicant) => {
    const whole = others.get(plainWord(applicant));
    const parts = splitNames(applicant).map((name) => others.get(plainWord(name)));
    const found = [whole, ...parts, ...[...wordsOf(applicant)].map((word) => others.get(word))].filter(
      (o) => o !== undefined,
    );
    return {
      others: [...new Map(found.map((o) => [o.name, o])).values()],
      taken: whole?.verified === true || (parts.length > 0 && parts.every((o) => o?.verified === true)),
    };
  };
};
