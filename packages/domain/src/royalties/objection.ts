import { z } from "zod";
import { idSchema, type Machine, textSchema } from "../shared/index.ts";

export const objectionStates = ["open", "upheld", "dismissed", "withdrawn"] as const;
export type ObjectionState = (typeof objectionStates)[number];
export type ObjectionEvent = "uphold" | "dismiss" | "withdraw";
/** `objector` is the inventor whose line it is, `decider` an officer or finance of the unit. */
export const objectionRoles = ["objector", "decider", "stranger"] as const;
export type ObjectionRole = (typeof objectionRoles)[number];

const decider = ["decider"] as const;

/** An inventor's objection to a benefit statement. What is upheld is put right by the unit; the statement itself is never rewritten. */
export const objectionMachine = {
  open: {
    uphold: { to: "upheld", by: decider },
    dismiss: { to: "dismissed", by: decider },
    withdraw: { to: "withdrawn", by: ["objector"] },
  },
  upheld: {},
  dismissed: {},
  withdrawn: {},
} as const satisfies Machine<ObjectionState, ObjectionEvent, ObjectionRole>;

/** Days after a statement in which its inventors may object (journey J7 step 5). */
export const objectionDays = 15;
const dayMs = 86_400_000;
/** The last instant in which an objection to a statement of `at` is taken. */
export const objectionEnds = (at: Date): Date => new Date(at.getTime() + objectionDays * dayMs);

export const raiseObjectionInput = z.strictObject({
  id: idSchema("objection"),
  lineId: idSchema("rewardLine"),
  ground: textSchema(1000, 1),
  /** Of the confirmation link, where the inventor has no account. */
  token: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});
export type RaiseObjectionInput = z.output<typeof raiseObjectionInput>;

export const decideObjectionInput = z.strictObject({
  id: idSchema("objection"),
  decision: z.enum(["uphold", "dismiss"], { error: "choose" }),
  answer: textSchema(1000, 1),
});
export type DecideObjectionInput = z.output<typeof decideObjectionInput>;
export const withdrawObjectionInput = z.strictObject({ id: idSchema("objection") });

export const recordRewardPaidInput = z.strictObject({
  rewardId: idSchema("reward"),
  paidOn: z.iso.date({ error: "not-a-date" }),
});
export type RecordRewardPaidInput = z.output<typeof recordRewardPaidInput>;
