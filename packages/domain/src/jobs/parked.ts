import { z } from "zod";

/** What may be parked: a webhook that came in, or a job of the outbox (one event for one listener). */
export const parkedKinds = ["webhook", "event"] as const;
export type ParkedKind = (typeof parkedKinds)[number];

/** Something that failed too often and waits for a person. */
export type ParkedJob = {
  readonly kind: ParkedKind;
  readonly id: string;
  /** Our event, or the provider's name of what the webhook tells. */
  readonly event: string;
  /** Who was to handle it; null for webhooks, and for jobs of releases in which a job stood for all listeners. */
  readonly handler: string | null;
  readonly attempts: number;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
  /** Since when it waits to be done. */
  readonly since: Date;
  readonly waitingMinutes: number;
  /** The last failure, fit to be shown; empty where nothing is known. */
  readonly fault: string;
};

/** Which to hand back to the worker; without an id every one. */
export const replayParkedInput = z.union([
  z.strictObject({ kind: z.enum(parkedKinds), id: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal("all") }),
]);
export type ReplayParkedInput = z.output<typeof replayParkedInput>;
