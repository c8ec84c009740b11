import type { Ctx } from "@peony/db";
import { requirePerson } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { recordProof, verifyOwnPassword } from "@peony/features/identity";
import { argon2Passwords } from "@peony/gateways/passwords";
import { spend } from "./limits.ts";
import { sessionToken, setSessionCookie } from "./session-cookie.ts";

/**
 * The context of someone who has just proved who they are: a right password given with the form counts for ten minutes, and
 * without one the session's last proof decides in the command. @throws DomainError step-up with the field, where the password is wrong
 */
export const proven = async (ctx: Ctx, password: string | undefined): Promise<Ctx> => {
  if (!password) return ctx;
  const person = requirePerson(ctx.actor);
  await spend("sign-in:account", person.userId);
  if (!(await verifyOwnPassword(ctx, argon2Passwords, password)))
    throw new DomainError("step-up", "wrong password", { fields: { password: { code: "password-wrong" } } });
  const proof = await recordProof(ctx, (await sessionToken()) ?? "");
  await setSessionCookie(proof);
  return { ...ctx, actor: { ...person, provedAt: proof.provedAt } };
};
