import { z } from "zod";
import { emailSchema } from "../identity/index.ts";
import { addWorkingDays, idSchema, textSchema } from "../shared/index.ts";

/** How far one inventor's confirmation is; a changed text takes an answer back. */
export const confirmationStates = ["asked", "accepted", "commented", "recalled"] as const;

/** Working days an inventor has before the department is reminded (journey J1 step 5). */
export const confirmDays = 10;

export const confirmationDue = (asked: Date): Date => addWorkingDays(asked, confirmDays);

const asked = z.strictObject({ position: z.number().int().min(0).max(19), email: emailSchema });

/** Asks inventors to confirm: one address for each who has not accepted yet, by their place in the listing. */
export const askInventorsInput = z
  .strictObject({
    id: idSchema("listing"),
    version: z.number().int().min(1),
    people: z.array(asked).min(1).max(20),
  })
  .superRefine(({ people }, ctx) => {
    // a department's mailbox may stand for several, each with a link of their own; nobody is asked twice
    for (const [i, { position }] of people.entries())
      if (people.some((other, n) => n < i && other.position === position))
        ctx.addIssue({ code: "custom", path: ["people", i, "position"], message: "asked-twice" });
  });
export type AskInventorsInput = z.output<typeof askInventorsInput>;

export const askAgainInput = z.strictObject({ id: idSchema("confirmation"), email: emailSchema });
export type AskAgainInput = z.output<typeof askAgainInput>;

export const confirmationAnswers = ["accept", "comment"] as const;
const answer = {
  answer: z.enum(confirmationAnswers),
  /** What is to be mended; required with a comment, ignored with an acceptance. */
  comment: textSchema(2000).default(""),
};
const isSaid = (a: { readonly answer: string; readonly comment: string }): boolean =>
  a.answer === "accept" || a.comment !== "";
const commentIssue = { path: ["comment"], error: "required" };
/** An answer by the mailed link alone. */
export const answerConfirmationInput = z
  .strictObject({ token: z.string().regex(/^[\w-]{43}$/, { error: "invalid" }), ...answer })
  .refine(isSaid, commentIssue);
export type AnswerConfirmationInput = z.output<typeof answerConfirmationInput>;
/** An answer in the inventor's own account. */
export const answerOwnConfirmationInput = z
  .strictObject({ id: idSchema("confirmation"), ...answer })
  .refine(isSaid, commentIssue);
export type AnswerOwnConfirmationInput = z.output<typeof answerOwnConfirmationInput>;
export const ownLinkAgainInput = z.strictObject({ id: idSchema("confirmation") });
export type OwnLinkAgainInput = z.output<typeof ownLinkAgainInput>;
