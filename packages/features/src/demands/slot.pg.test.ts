import { demandInvitations, notifications, organisations } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { closeSlotInput, fillSlotInput, inviteInput } from "@peony/domain/demands";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  answerInvitation,
  checkDemand,
  closeSlot,
  fillSlot,
  inviteOrganisation,
  listDemandFiles,
  listQuestions,
  readClinic,
  readDemand,
  stateFunding,
  submitDemand,
  tellOfDemand,
  withdrawInvitation,
} from "./index.ts";
import { aClinic, type Clinic, check, statement } from "./testing/clinic.ts";
import { aDraft, demandRow, hard, orgOf, setClock, textOf } from "./testing/demands.ts";

let db: TestDb;
let house: Clinic;
let broker: PersonActor;
let second: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, "2026-11-25T02:00:00Z");
  house = await aClinic(db);
  broker = await aMember(db, "broker", ["owner"]);
  second = await aMember(db, "broker", ["owner"]);
});
afterAll(() => db.close());

const asked = async (visibility: "named" | "hidden_name") => {
  const made = await aDraft(db, house.firm, { ...hard, visibility });
  await submitDemand(db.ctx(house.firm), { id: made.id, version: 1 });
  await invite(made.id, broker);
  return made;
};
const invite = async (demandId: Id<"demand">, to: PersonActor) => {
  const [org] = await db.admin
    .select()
    .from(organisations)
    .where(eq(organisations.id, orgOf(to)));
  const input = { demandId, organisation: org?.slug, side: "broker", reason: "请帮助说清这项难题" };
  await inviteOrganisation(db.ctx(house.firm), inviteInput.parse(input));
};
const slotOf = async (demandId: Id<"demand">, of: PersonActor) => {
  const [row] = await db.admin
    .select()
    .from(demandInvitations)
    .where(and(eq(demandInvitations.demandId, demandId), eq(demandInvitations.orgId, orgOf(of))));
  if (!row) throw new Error("no slot");
  return row;
};
const time = (invitationId: string, meetAt = "2026-12-01T10:00") =>
  fillSlotInput.parse({ invitationId, meetAt, note: "请准备主轴图纸和近三月数据" });
const result = (invitationId: string) =>
  closeSlotInput.parse({ invitationId, result: "难题已说清：主轴与丝杠分别补偿，建议先做台架试验再发布。" });

describe("the slot of a broker", () => {
  test.each(["named", "hidden_name"] as const)(
    "of a %s demand shows its title and complexity only until it is taken",
    async (visibility) => {
      const { id, number, input } = await asked(visibility);
      const before = await readClinic(db.ctx(broker), number);
      expect([before.demand.titleZh, before.complexity.points > 0]).toEqual([input.title.zh, true]);
      expect(before.demand.owner).toBeNull();
      for (const secret of ["漂移", "五点位移", "冷机起动", "120000000", "2099-12-31", "涧西", orgOf(house.firm)])
        expect(textOf({ ...before, complexity: null })).not.toContain(secret);
      for (const read of [readDemand, listQuestions])
        expect(await codeOf(read(db.ctx(broker), number))).toBe("not-found");
      expect(await listDemandFiles(db.ctx(broker), number)).toEqual([]);
      const accept = { invitationId: (await slotOf(id, broker)).id, answer: "accepted" as const };
      if (visibility === "hidden_name") {
        const refusal = { data: { fields: { confide: { code: "must-accept" } } } };
        await expect(answerInvitation(db.ctx(broker), accept)).rejects.toMatchObject(refusal);
        expect((await readClinic(db.ctx(broker), number)).demand.owner).toBeNull();
      }
      await answerInvitation(db.ctx(broker), { ...accept, confide: true });
      const after = await readClinic(db.ctx(broker), number);
      expect(after.demand.targets).toHaveLength(1);
      expect(after.demand.owner).not.toBeNull();
    },
  );
  test("holds a time with a note, ends with a result in words, and tells the firm of both", async () => {
    const { id, number } = await asked("hidden_name");
    const slot = (await slotOf(id, broker)).id;
    expect(await codeOf(fillSlot(db.ctx(broker), time(slot)))).toBe("demands/invitation");
    await answerInvitation(db.ctx(broker), { invitationId: slot, answer: "accepted", confide: true });
    expect(await codeOf(fillSlot(db.ctx(second), time(slot)))).toBe("not-found");
    expect(await codeOf(fillSlot(db.ctx(house.firm), time(slot)))).toBe("not-found");
    expect(await codeOf(fillSlot(db.ctx(broker), time(slot, "2026-11-25T09:59")))).toBe("invalid");
    await fillSlot(db.ctx(broker), time(slot));
    await fillSlot(db.ctx(broker), time(slot));
    const seen = (await readClinic(db.ctx(house.firm), number)).invitations.find((i) => i.id === slot);
    expect(seen).toMatchObject({ meetAt: new Date("2026-12-01T02:00:00Z"), note: "请准备主轴图纸和近三月数据" });
    const tellAll = async () => {
      for (const e of await emitted(db))
        if (e.type === "demand.invited" && e.payload.invitationId === slot)
          await tellOfDemand(db.ctx({ kind: "system", name: "notices" }, db.worker), e.payload);
    };
    await tellAll();
    await closeSlot(db.ctx(broker), result(slot));
    await tellAll();
    const again = result(slot);
    expect(await codeOf(closeSlot(db.ctx(broker), again))).toBe("done");
    expect(await codeOf(closeSlot(db.ctx(broker), { ...again, result: `${again.result}另附报告。` }))).toBe(
      "demands/invitation",
    );
    expect(await codeOf(closeSlot(db.ctx(second), again))).toBe("not-found");
    const notes = await db.admin.select().from(notifications).where(eq(notifications.userId, house.firm.userId));
    expect(notes.filter((n) => n.args.number === number).map((n) => n.kind)).toEqual([
      "demand-slot-time",
      "demand-slot-done",
    ]);
  });
  test("is one broker's at a time, and another's once the first declined or is done", async () => {
    const { id } = await asked("named");
    await expect(invite(id, second)).rejects.toMatchObject({ data: { fields: { side: { code: "slot-taken" } } } });
    const slot = (await slotOf(id, broker)).id;
    await answerInvitation(db.ctx(broker), { invitationId: slot, answer: "declined" });
    await invite(id, second);
    const next = (await slotOf(id, second)).id;
    await answerInvitation(db.ctx(second), { invitationId: next, answer: "accepted" });
    await closeSlot(db.ctx(second), result(next));
    const third = await aMember(db, "broker", ["owner"]);
    await invite(id, third);
    expect((await slotOf(id, third)).answer).toBeNull();
  });
  test("is told to the broker when the firm takes it back, unless it declined", async () => {
    const { id, number } = await asked("named");
    const slot = (await slotOf(id, broker)).id;
    await withdrawInvitation(db.ctx(house.firm), { invitationId: slot });
    for (const e of await emitted(db))
      if (e.type === "demand.invited" && e.payload.invitationId === slot)
        await tellOfDemand(db.ctx({ kind: "system", name: "notices" }, db.worker), e.payload);
    const notes = await db.admin.select().from(notifications).where(eq(notifications.userId, broker.userId));
    expect(notes.filter((n) => n.args.number === number).map((n) => n.kind)).toEqual(["demand-invitation-withdrawn"]);
  });
  test("is not taken by a broker who declined and thinks better of it once another was asked", async () => {
    const { id } = await asked("named");
    const slot = (await slotOf(id, broker)).id;
    const answers = (answer: "accepted" | "declined") =>
      answerInvitation(db.ctx(broker), { invitationId: slot, answer });
    await answers("declined");
    await answers("accepted");
    await answers("declined");
    await invite(id, second);
    expect(await codeOf(answers("accepted"))).toBe("demands/slot");
    expect((await slotOf(id, broker)).answer).toBe("declined");
  });
});

test("an expert is not told that a check is open which is not theirs to see", async () => {
  const { id, number } = await house.inClinic({ kind: "challenge" });
  await house.readBack(id, number);
  await stateFunding(db.ctx(house.firm), statement(id));
  await checkDemand(db.ctx(house.park), check(id));
  const seen = await readClinic(db.ctx(house.expert), number);
  expect([seen.steps, seen.open]).toEqual([["readback"], ["readback"]]);
  expect((await readClinic(db.ctx(house.firm), number)).open).toEqual(["readback"]);
  expect((await demandRow(db, id)).state).toBe("clinic");
});
