"use server";

import { confirmInput, credentialsInput, forgotInput, resetInput, signUpInput } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { confirmMail, endSession, openSession, requestReset, resetPassword, signUp } from "@peony/features/identity";
import { headers } from "next/headers";
import { z } from "zod";
import { action } from "#server/action.ts";
import { signInWithPassword } from "#server/auth.ts";
import { addressOf } from "#server/ctx.ts";
import { passwords } from "#server/gateways.ts";
import { spend } from "#server/limits.ts";
import { adoptSessionCookie, clearSessionCookie, sessionToken, setSessionCookie } from "#server/session-cookie.ts";
import { words } from "./words.ts";

/** Only places inside the site are gone back to after signing in. */
const backTo = z
  .string()
  .max(400)
  .regex(/^\/(?!\/)[\w\-./?=&%]*$/)
  .optional()
  .catch(undefined);

export const signInAction = action(credentialsInput.extend({ back: backTo }), async (_ctx, { back, ...input }) => {
  const set = await signInWithPassword(await headers(), input);
  if (!set) throw new DomainError("identity/bad-credentials", "no such pair of mail and password");
  await adoptSessionCookie(set);
  return { to: back ?? "/desk" };
});

export const signOutAction = action(z.strictObject({}), async (ctx) => {
  const token = await sessionToken();
  if (token) await endSession(ctx, token);
  await clearSessionCookie();
  return { to: "/" };
});

export const signUpAction = action(signUpInput, async (ctx, input, locale) => {
  await spend("sign-up:address", addressOf(await headers()));
  await signUp(ctx, passwords, input);
  return { message: words(locale)("sign-up.sent", { email: input.email }) };
});

export const confirmMailAction = action(confirmInput, async (ctx, input) => {
  await spend("sign-in:address", addressOf(await headers()));
  const userId = await confirmMail(ctx, passwords, input);
  await setSessionCookie(await openSession(ctx, userId));
  return { to: "/start" };
});

export const forgotAction = action(forgotInput, async (ctx, { email }, locale) => {
  await spend("mail:address", addressOf(await headers()));
  await spend("mail:account", email);
  await requestReset(ctx, email);
  return { message: words(locale)("forgot.sent", { email }) };
});

export const resetAction = action(resetInput, async (ctx, input) => {
  await spend("sign-in:address", addressOf(await headers()));
  await resetPassword(ctx, passwords, input);
  return { to: "/sign-in?did=reset" };
});
