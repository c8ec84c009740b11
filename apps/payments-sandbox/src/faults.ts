import { badParameter } from "./errors.ts";
import { newId } from "./ids.ts";
import { integer, oneOf, type Params, required, text } from "./params.ts";

/** `before`: nothing happened. `after`: it happened, and only the answer is spoilt. */
type Effect = "before" | "after";

const KINDS = [
  "error_500",
  "rate_limit",
  "conflict",
  "timeout",
  "reset",
  "truncated",
  "html_502",
  "bare_404",
  "delay",
] as const;
export type FaultKind = (typeof KINDS)[number];

export type Fault = {
  readonly id: string;
  readonly kind: FaultKind;
  readonly method: "GET" | "POST" | "DELETE" | null;
  /** An exact path, or the beginning of one when it ends in `*`. */
  readonly path: string;
  readonly effect: Effect;
  readonly remaining: number;
  readonly delayMs: number;
};

export const faultFields = {
  kind: required(oneOf(...KINDS)),
  method: oneOf("GET", "POST", "DELETE"),
  path: required(text(200)),
  effect: oneOf("before", "after"),
  times: integer(1, 1000),
  delay_ms: integer(0, 120_000),
};

const USUAL_EFFECT: Readonly<Record<FaultKind, Effect>> = {
  error_500: "before",
  rate_limit: "before",
  conflict: "before",
  html_502: "before",
  bare_404: "before",
  timeout: "after",
  reset: "after",
  truncated: "after",
  delay: "after",
};

/** Planned failures, kept in memory only: a restart heals them. */
export type Faults = {
  readonly plan: (input: Params<typeof faultFields>) => Fault;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
  /** The first fault that fits this request, used up by one. */
  readonly take: (method: string, path: string) => Fault | undefined;
};

export const createFaults = (): Faults => {
  let planned: readonly Fault[] = [];
  return {
    plan: (input) => {
      const effect = input.effect ?? USUAL_EFFECT[input.kind];
      if (effect === "after" && ["rate_limit", "conflict", "bare_404"].includes(input.kind)) {
        throw badParameter(
          "parameter_invalid_enum",
          "effect",
          `A fault of kind ${input.kind} can only come before the effect.`,
        );
      }
      const fault: Fault = {
        id: newId("flt"),
        kind: input.kind,
        method: input.method ?? null,
        path: input.path,
        effect,
        remaining: input.times ?? 1,
        delayMs: input.delay_ms ?? (input.kind === "timeout" ? 90_000 : input.kind === "delay" ? 10_000 : 0),
      };
      planned = [...planned, fault];
      return fault;
    },
    list: () => planned,
    clear: () => {
      planned = [];
    },
    take: (method, path) => {
      const hit = planned.find((one) => (one.method === null || one.method === method) && fits(one.path, path));
      if (hit === undefined) return undefined;
      const used = { ...hit, remaining: hit.remaining - 1 };
      planned = planned.flatMap((one) => (one === hit ? (used.remaining > 0 ? [used] : []) : [one]));
      return hit;
    },
  };
};

const fits = (pattern: string, path: string): boolean =>
  pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
