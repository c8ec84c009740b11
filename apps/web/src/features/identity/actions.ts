"use server";

import {
  apiKeyInput,
  createApiKeyInput,
  createOrganisationInput,
  decideVerificationInput,
  inviteMemberInput,
  memberInput,
  saveMemberInput,
  saveOrganisationInput,
  saveProfileInput,
  tokenInput,
} from "@peony/domain/identity";
import { type Id, idSchema } from "@peony/domain/shared";
import {
  acceptInvitation,
  createApiKey,
  createOrganisation,
  decideVerification,
  endNamedSession,
  inviteMember,
  removeMember,
  renewSession,
  revokeApiKey,
  saveMember,
  saveOrganisation,
  saveProfile,
  submitOrganisation,
  switchOrganisation,
} from "@peony/features/identity";
import { z } from "zod";
import { action } from "#server/action.ts";
import type { Ctx } from "#server/ctx.ts";
import { sessionToken, setSessionCookie } from "#server/session-cookie.ts";
import { proven } from "#server/step-up.ts";
import { words } from "./words.ts";

const nothing = z.strictObject({});
/** Sits down in an organisation: the session acts for it from now on, under a new token. */
const enter = async (ctx: Ctx, orgId: Id<"organisation">): Promise<void> =>
  setSessionCookie(await switchOrganisation(ctx, (await sessionToken()) ?? "", orgId));

const password = z.string().max(200).optional();

export const createOrganisationAction = action(createOrganisationInput, async (ctx, input) => {
  const { id } = await createOrganisation(ctx, input);
  await enter(ctx, id);
  return { to: "/start" };
});

export const saveOrganisationAction = action(saveOrganisationInput, async (ctx, input, locale) => {
  await saveOrganisation(ctx, input);
  return { message: words(locale)("saved"), to: "/settings/organisation" };
});

export const submitOrganisationAction = action(nothing, async (ctx) => {
  await submitOrganisation(ctx);
  return { to: "/start" };
});

export const switchOrganisationAction = action(
  z.strictObject({ orgId: idSchema("organisation") }),
  async (ctx, { orgId }) => {
    await enter(ctx, orgId);
    return { to: "/desk" };
  },
);

export const acceptInvitationAction = action(tokenInput, async (ctx, { token }) => {
  const { orgId } = await acceptInvitation(ctx, token);
  await enter(ctx, orgId);
  return { to: "/desk" };
});

export const decideVerificationAction = action(decideVerificationInput, async (ctx, input) => {
  await decideVerification(ctx, input);
  return { to: "/operator" };
});

export const saveProfileAction = action(saveProfileInput, async (ctx, input, locale) => {
  await saveProfile(ctx, input);
  return { message: words(locale)("saved") };
});

export const inviteMemberAction = action(inviteMemberInput, async (ctx, input) => {
  await inviteMember(ctx, input);
  return { to: "/settings/members" };
});

export const saveMemberAction = action(saveMemberInput, async (ctx, input, locale) => {
  const token = (await sessionToken()) ?? "";
  await saveMember(ctx, input, token);
  const ownSeat = ctx.actor.kind === "person" && ctx.actor.userId === input.userId;
  if (ownSeat) await setSessionCookie(await renewSession(ctx, token));
  return { message: words(locale)("saved") };
});

export const removeMemberAction = action(memberInput, async (ctx, input) => {
  await removeMember(ctx, input);
  return { to: "/settings/members" };
});

export const createApiKeyAction = action(
  createApiKeyInput.extend({ password }),
  async (ctx, { password: proof, ...input }, locale) => {
    const { key } = await createApiKey(await proven(ctx, proof), input);
    return { message: words(locale)("keys.made"), secret: key };
  },
);

export const revokeApiKeyAction = action(apiKeyInput, async (ctx, input) => {
  await revokeApiKey(ctx, input);
  return { to: "/settings/keys" };
});

export const endSessionAction = action(
  z.strictObject({ name: z.string().regex(/^[0-9a-f]{64}$/) }),
  async (ctx, { name }) => {
    await endNamedSession(ctx, name);
    return { to: "/settings/sessions" };
  },
);
