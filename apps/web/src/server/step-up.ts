import type { Ctx } from "@peony/db";
import { requirePerson } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { recordProof, verifyOwnPassword } from "@peony/features/identity";
import { argon2Passwords } from "@peony/gateways/passwords";
import { cookies } from "next/headers";
import { sessionCookie } from "./ctx.ts";
import { spend } from "./limits.ts";

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
  const token = (await cookies()).get(sessionCookie)?.value ?? "";
  return { ...ctx, actor: { ...person, provedAt: await recordProof(ctx, token) } };
};
