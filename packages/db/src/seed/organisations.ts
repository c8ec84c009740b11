import type { MemberRole, OrganisationKind, VerificationState } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { newId, type Tx } from "../client.ts";
import { members, organisations, users } from "../schema/index.ts";
import organisationRows from "./content/organisations.json" with { type: "json" };
import personRows from "./content/people.json" with { type: "json" };

/** Ids of the demo's organisations by their key (E01, R01 …). */
export type Seats = ReadonlyMap<string, Id<"organisation">>;

const day = 86_400_000;
const slugOf = (nameEn: string, key: string): string =>
  `${nameEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-(co-ltd-?|company-limited)$/, "")
    .replace(/^-|-$/g, "")}-${key.toLowerCase()}`;

/** Writes the fictional organisations, verified but for two that wait in the operator's queue, each with a person who can sign for it. */
export const seedOrganisations = async (tx: Tx, now: Date): Promise<Seats> => {
  const seats = new Map<string, Id<"organisation">>();
  const joined = new Date(now.getTime() - 400 * day);
  for (const row of organisationRows) {
    const { key, industry: _industry, ...fields } = row;
    const id = newId("organisation");
    const verification = ("verification" in row ? row.verification : "verified") as VerificationState;
    await tx.insert(organisations).values({
      ...fields,
      id,
      slug: slugOf(row.nameEn, key),
      kind: row.kind as OrganisationKind,
      verification,
      submittedAt: verification === "submitted" ? new Date(now.getTime() - day) : joined,
      verifiedAt: verification === "verified" ? joined : null,
      fictional: true,
      createdAt: joined,
    });
    const person = {
      id: newId("user"),
      email: `${key.toLowerCase()}@office.peony.test`,
      name: row.legalRepresentative,
      createdAt: joined,
      emailVerifiedAt: joined,
    };
    await tx.insert(users).values(person);
    // Joined after the demo accounts, so that where an account holds a role it comes first.
    await tx.insert(members).values({
      orgId: id,
      userId: person.id,
      roles: ["owner", "manager", "signatory", "finance"],
      createdAt: new Date(joined.getTime() + day),
    });
    seats.set(key, id);
  }
  return seats;
};

/** Writes the demo accounts, one per role, all with the same password. @param passwordHash hash of that password */
export const seedPeople = async (tx: Tx, seats: Seats, passwordHash: string, now: Date): Promise<void> => {
  const joined = new Date(now.getTime() - 400 * day);
  for (const row of personRows) {
    const id = newId("user");
    await tx
      .insert(users)
      .values({ id, email: row.email, name: row.name, passwordHash, createdAt: joined, emailVerifiedAt: joined });
    const orgId = seats.get(row.organisation);
    if (orgId)
      await tx.insert(members).values({
        orgId,
        userId: id,
        roles: row.roles as MemberRole[],
        title: row.title,
        createdAt: joined,
      });
  }
};
