import type { MemberRole, OrganisationKind } from "@peony/domain/identity";
import { requestCtx } from "../../server/ctx.ts";

/** The person the shell greets. */
export type Viewer = {
  readonly name: string;
  readonly initials: string;
  readonly kind: OrganisationKind | null;
  readonly roles: readonly MemberRole[];
};

/** Who is signed in, or null. For the shell only: pages check rights themselves. */
export async function currentViewer(): Promise<Viewer | null> {
  const { actor } = await requestCtx();
  if (actor.kind !== "person") return null;
  return { name: actor.name, initials: initialsOf(actor.name), kind: actor.orgKind, roles: actor.roles };
}

/** One Chinese character, or the first letters of the first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "";
  if (/\p{Script=Han}/u.test(first) || words.length === 1) return first.toUpperCase();
  return (first + ([...(words.at(-1) ?? "")][0] ?? "")).toUpperCase();
}
