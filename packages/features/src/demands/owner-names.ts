import type { TxCtx } from "@peony/db";
import { members, organisations, users } from "@peony/db/schema";
import { tradeNameOf } from "@peony/domain/demands";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { pinyin } from "pinyin-pro";

/** Mail for everybody says nothing of an organisation. */
const publicMail: ReadonlySet<string> = new Set([
  ...["qq", "foxmail", "163", "126", "yeah", "139", "189", "wo", "sina", "sohu", "aliyun", "tom", "21cn", "gmail"],
  ...["outlook", "hotmail", "live", "msn", "yahoo", "icloud", "me", "proton", "protonmail", "gmx"],
]);
const registry: ReadonlySet<string> = new Set(["com", "net", "org", "edu", "gov", "ac", "co"]);

/** The label that was registered: mail.liheng-bearing.com.cn → liheng-bearing. Null for mail that everybody may have. */
const labelOf = (domain: string): string | null => {
  const labels = domain.toLowerCase().split(".");
  labels.pop();
  if (labels.length > 1 && registry.has(labels.at(-1) ?? "")) labels.pop();
  const label = labels.at(-1) ?? "";
  return label === "" || publicMail.has(label) ? null : label;
};

/** Mail domains of its members that no member of another organisation has. */
const ownDomains = async (t: TxCtx, orgId: Id<"organisation">): Promise<string[]> => {
  const domain = sql<string>`lower(split_part(${users.email}, '@', 2))`;
  const rows = await t.tx
    .select({ domain })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .groupBy(domain)
    .having(sql`bool_and(${members.orgId} = ${orgId})`);
  return rows.map((r) => r.domain);
};

/** What an organisation is known by, for the search of its name in its own hidden demand. */
export const namesOf = async (t: TxCtx, orgId: Id<"organisation">): Promise<string[]> => {
  const [o] = await t.tx
    .select({
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      shortZh: organisations.shortZh,
      uscc: organisations.uscc,
      slug: organisations.slug,
    })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (!o) return [];
  const domains = (await ownDomains(t, orgId)).flatMap((d) => labelOf(d) ?? []);
  const spoken = pinyin(tradeNameOf(o.nameZh), { toneType: "none", type: "array", v: true }).join("");
  return [o.nameZh, o.nameEn, o.shortZh, o.uscc ?? "", o.slug, spoken, ...domains].filter((n) => n !== "");
};
