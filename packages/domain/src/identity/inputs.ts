import { z } from "zod";
import { countrySchema, homeCountry, idSchema, locales, orNull, regionSchema, textSchema } from "../shared/index.ts";
import { memberRoles, organisationKinds } from "./actor.ts";
import { checkUscc } from "./uscc.ts";

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: "not-an-email" })
  .pipe(z.email({ error: "not-an-email" }));

/** Passwords that a guesser tries first; long enough and still refused. */
const common = new Set([
  "1234567890",
  "0123456789",
  "password12",
  "password123",
  "qwertyuiop",
  "1q2w3e4r5t",
  "abcdefghij",
  "1111111111",
  "0000000000",
  "woaini1314",
  "aa123456789",
  "a123456789",
]);

export const passwordMin = 10;
export const passwordSchema = z
  .string()
  .min(1, { error: "required" })
  .refine((s) => [...s].length >= passwordMin, { error: "password-short", params: { min: passwordMin } })
  .refine((s) => s.length <= 200, { error: "too-long", params: { max: 200, length: 201 } })
  .refine((s) => !common.has(s.toLowerCase()), { error: "password-common" });

const personName = textSchema(50, 1);

export const signUpInput = z.strictObject({
  id: idSchema("user"),
  name: personName,
  email: emailSchema,
  password: passwordSchema,
  locale: z.enum(locales).default("zh"),
  agree: z.literal(true, { error: "must-accept" }),
});
export type SignUpInput = z.output<typeof signUpInput>;

/** Sign-in says nothing about which half was wrong, so neither half has a rule of its own beyond being there. */
export const credentialsInput = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, { error: "required" }).max(254),
  password: z.string().min(1, { error: "required" }).max(200),
});
export type CredentialsInput = z.output<typeof credentialsInput>;

export const forgotInput = z.strictObject({ email: emailSchema });
const token = z.string().regex(/^[\w-]{43}$/, { error: "invalid" });
export const resetInput = z.strictObject({ token, password: passwordSchema });
export const tokenInput = z.strictObject({ token });
export const confirmInput = z.strictObject({ token, password: z.string().min(1, { error: "required" }).max(200) });

export const usccSchema = z
  .string()
  .min(1, { error: "required" })
  .transform((input, ctx) => {
    const found = checkUscc(input);
    if (found.ok) return found.code;
    const issue =
      found.reason === "check"
        ? { message: "bad-uscc", params: { expected: found.expected } }
        : found.reason === "length"
          ? { message: "bad-uscc-length", params: { length: [...input.trim()].length } }
          : { message: "bad-uscc-character", params: {} };
    ctx.addIssue({ code: "custom", input, ...issue });
    return z.NEVER;
  });

/** What an organisation says of itself; the operator checks it against the licence. Kind operator is made by the installation only. */
const organisationFields = {
  nameZh: textSchema(100, 2),
  nameEn: textSchema(160).default(""),
  shortZh: textSchema(20).default(""),
  country: countrySchema.default(homeCountry),
  /** At home only; elsewhere the number in the register of that country. */
  uscc: orNull(usccSchema),
  registerNo: orNull(textSchema(60, 1)),
  region: orNull(regionSchema),
  address: textSchema(200).default(""),
  legalRepresentative: textSchema(50).default(""),
  introZh: textSchema(1000).default(""),
  introEn: textSchema(2000).default(""),
};
type Registered = { country: string; uscc: string | null; registerNo: string | null; region: string | null };
/** At home an organisation has a credit code and a division, elsewhere a number of its own register. */
const registeredWhereItIs = (o: Registered, ctx: z.RefinementCtx): void => {
  const needed = o.country === homeCountry ? (["uscc", "region"] as const) : (["registerNo"] as const);
  const barred = o.country === homeCountry ? (["registerNo"] as const) : (["uscc"] as const);
  for (const field of needed)
    if (o[field] === null) ctx.addIssue({ code: "custom", input: o[field], path: [field], message: "required" });
  for (const field of barred)
    if (o[field] !== null) ctx.addIssue({ code: "custom", input: o[field], path: [field], message: "other-country" });
};
export const selfMadeKinds = organisationKinds.filter((k) => k !== "operator");

export const createOrganisationInput = z
  .strictObject({
    id: idSchema("organisation"),
    kind: z.enum(organisationKinds).exclude(["operator"]),
    ...organisationFields,
  })
  .superRefine(registeredWhereItIs);
export type CreateOrganisationInput = z.output<typeof createOrganisationInput>;

export const saveOrganisationInput = z
  .strictObject({ version: z.number().int().min(1), ...organisationFields })
  .superRefine(registeredWhereItIs);
export type SaveOrganisationInput = z.output<typeof saveOrganisationInput>;

export const decideVerificationInput = z.discriminatedUnion("decision", [
  z.strictObject({
    organisationId: idSchema("organisation"),
    decision: z.literal("verify"),
    reason: textSchema(500).default(""),
  }),
  z.strictObject({
    organisationId: idSchema("organisation"),
    decision: z.literal("return"),
    reason: textSchema(500, 1),
  }),
]);
export type DecideVerificationInput = z.output<typeof decideVerificationInput>;

const roles = z.array(z.enum(memberRoles)).min(1, { error: "required" }).max(memberRoles.length);
export const inviteMemberInput = z.strictObject({ id: idSchema("invitation"), email: emailSchema, roles });
export type InviteMemberInput = z.output<typeof inviteMemberInput>;
export const saveMemberInput = z.strictObject({
  userId: idSchema("user"),
  roles,
});
export const memberInput = z.strictObject({ userId: idSchema("user") });
export const saveProfileInput = z.strictObject({ name: personName, locale: z.enum(locales) });

export const createApiKeyInput = z.strictObject({ id: idSchema("apiKey"), name: textSchema(60, 1) });
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;
export const apiKeyInput = z.strictObject({ id: idSchema("apiKey") });
