import { readbackStates } from "@peony/domain/demands";
import type { ClinicView } from "@peony/features/demands";
import { z } from "zod";
import { instant, owner } from "./shapes.ts";

const name = z.object({ nameZh: z.string(), nameEn: z.string() });

/** What the clinic knows of a demand; each reader gets the rounds and invitations that are theirs to read. */
export const clinicShape = z
  .object({
    id: z.string(),
    state: z.string(),
    version: z.number().int(),
    reader: z.enum(["owner", "checker", "expert", "broker"]),
    complexity: z.number().int().meta({ description: "0 to 100; from 55 an expert reads it back" }),
    rules: z.array(z.object({ rule: z.string(), points: z.number().int(), figure: z.string() })),
    questions: z.array(
      z.object({ must: z.boolean().meta({ description: "Needed to publish" }), field: z.string(), code: z.string() }),
    ),
    steps: z.array(z.object({ step: z.string(), open: z.boolean() })),
    readbacks: z.array(
      z.object({
        id: z.string(),
        round: z.number().int(),
        state: z.enum(readbackStates),
        expert: z.string(),
        organisation: owner,
        mine: z.boolean(),
        conflict: z.enum(["none", "declared"]).nullable(),
        conflictNote: z.string(),
        text: z.string(),
        answer: z.enum(["confirmed", "corrected"]).nullable(),
        correction: z.string(),
        assignedAt: instant,
        writtenAt: instant,
        answeredAt: instant,
      }),
    ),
    check: z
      .object({
        statement: z.string(),
        noDuplicate: z.boolean(),
        statedAt: instant,
        result: z.enum(["passed", "refused"]).nullable(),
        note: z.string(),
        checkedAt: instant,
      })
      .nullable(),
    invitations: z.array(
      z.object({
        id: z.string(),
        side: z.string(),
        reason: z.unknown(),
        organisation: owner,
        mine: z.boolean(),
        createdAt: instant,
        answer: z.enum(["accepted", "declined"]).nullable(),
        meetAt: instant.meta({ description: "The time that the broker in the slot proposes" }),
        note: z.string().meta({ description: "What the broker says of that time" }),
        result: z.string().meta({ description: "What came of the broker's help; empty until it ended" }),
        doneAt: instant,
      }),
    ),
    experts: z
      .array(z.object({ userId: z.string(), name: z.string(), organisation: name }))
      .meta({ description: "Whom the park or the operator may ask" }),
  })
  .meta({ id: "DemandClinic" });

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const clinicToWire = ({ complexity, questions, steps, open, demand, rounds, check, ...c }: ClinicView) => ({
  id: demand.id,
  state: demand.state,
  version: demand.version,
  reader: c.reader,
  complexity: complexity.points,
  rules: complexity.rows,
  questions: questions.map((q) =>
    q.kind === "must"
      ? { must: true, field: q.gap.field, code: q.gap.code }
      : { must: false, field: q.field, code: q.advice },
  ),
  steps: steps.map((step) => ({ step, open: open.includes(step) })),
  readbacks: rounds.map(({ org, ...r }) => ({
    ...r,
    organisation: org,
    assignedAt: iso(r.assignedAt),
    writtenAt: iso(r.writtenAt),
    answeredAt: iso(r.answeredAt),
  })),
  check: check && { ...check, statedAt: iso(check.statedAt), checkedAt: iso(check.checkedAt) },
  invitations: c.invitations.map(({ org, ...i }) => ({
    ...i,
    organisation: org,
    createdAt: iso(i.createdAt),
    meetAt: iso(i.meetAt),
    doneAt: iso(i.doneAt),
  })),
  experts: c.experts.map((e) => ({
    userId: e.userId,
    name: e.name,
    organisation: { nameZh: e.orgZh, nameEn: e.orgEn },
  })),
});
