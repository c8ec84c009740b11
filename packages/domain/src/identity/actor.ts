import { DomainError, type Id, type Locale } from "../shared/index.ts";

export const organisationKinds = ["university", "firm", "broker", "park", "bank", "operator"] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const memberRoles = ["owner", "manager", "member", "signatory", "finance", "inventor", "expert"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const verificationStates = ["draft", "submitted", "verified", "returned"] as const;
export type VerificationState = (typeof verificationStates)[number];

/** A signed-in person acting for one organisation (or none yet). Through an API key the actor is the key's owner. */
export type PersonActor = {
  readonly kind: "person";
  readonly userId: Id<"user">;
  readonly name: string;
  readonly locale: Locale;
  readonly orgId: Id<"organisation"> | null;
  readonly orgKind: OrganisationKind | null;
  readonly orgVerified: boolean;
  /** Country of the organisation, ISO 3166-1 alpha-2. */
  readonly orgCountry: string | null;
  readonly roles: readonly MemberRole[];
  readonly via: "session" | "api-key";
  /** When the person last proved who they are; acts of weight ask for ten minutes or less. */
  readonly provedAt: Date | null;
};
export type VisitorActor = { readonly kind: "visitor" };
export type SystemActor = { readonly kind: "system"; readonly name: string };
export type Actor = PersonActor | VisitorActor | SystemActor;

export const visitor: VisitorActor = { kind: "visitor" };

/** The actor as one word for ledgers and audit rows. */
export const actorName = (a: Actor): string =>
  a.kind === "person" ? a.userId : a.kind === "system" ? `system:${a.name}` : "visitor";

/** @throws DomainError unauthenticated */
export const requirePerson = (a: Actor): PersonActor => {
  if (a.kind !== "person") throw new DomainError("unauthenticated", "a person is needed");
  return a;
};

export type MemberActor = PersonActor & { readonly orgId: Id<"organisation">; readonly orgKind: OrganisationKind };

/** The actor as a member of an organisation, holding one of `roles` where any are named (owner and manager stand in for member). */
export const requireMember = (a: Actor, roles: readonly MemberRole[] = []): MemberActor => {
  const p = requirePerson(a);
  if (!p.orgId || !p.orgKind) throw new DomainError("forbidden", "no organisation");
  if (roles.length > 0 && !roles.some((r) => p.roles.includes(r)))
    throw new DomainError("forbidden", `needs one of ${roles.join(", ")}`);
  return p as MemberActor;
};

/** Members of a verified organisation only: an unverified one drafts, but never publishes, offers, enters a room, signs or pays. */
export const requireVerified = (a: Actor, roles: readonly MemberRole[] = []): MemberActor => {
  const m = requireMember(a, roles);
  if (!m.orgVerified) throw new DomainError("identity/unverified", `${m.orgId} is not verified`);
  return m;
};

/** Roles that act for their organisation in catalogue and negotiation. */
export const officerRoles = ["owner", "manager", "member"] as const satisfies readonly MemberRole[];
/** Who changes the organisation itself and invites into it. */
export const managerRoles = ["owner", "manager"] as const satisfies readonly MemberRole[];
export const isManager = (a: Actor): boolean => a.kind === "person" && managerRoles.some((r) => a.roles.includes(r));
export const isOfficer = (a: Actor): boolean => a.kind === "person" && officerRoles.some((r) => a.roles.includes(r));

/** A member of the verified operator: who only calls itself one reads nothing of others. */
export const isHouse = (a: Actor): boolean => a.kind === "person" && a.orgKind === "operator" && a.orgVerified;

/** Roles that read their organisation's deals; who is an inventor or an expert only sees an own share and no more. */
export const teamRoles = [...officerRoles, "signatory", "finance"] as const satisfies readonly MemberRole[];
export const isTeam = (a: Actor): boolean => a.kind === "person" && teamRoles.some((r) => a.roles.includes(r));

const stepUpMs = 10 * 60_000;
/** Signing, payout accounts, keys and mail changes need a proof of identity no older than ten minutes. @throws DomainError step-up */
export const requireStepUp = (p: PersonActor, now: Date): void => {
  if (!p.provedAt || now.getTime() - p.provedAt.getTime() > stepUpMs)
    throw new DomainError("step-up", "identity proof too old");
};
