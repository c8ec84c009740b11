import type { Events } from "@peony/domain/shared";
import { readQueuedMail, recordMailSent } from "@peony/features/notifications";
import { composeMail } from "@peony/gateways/mail";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** Sends a queued mail once; a server that does not take it leaves it queued for the next try. */
export const sendMail = async (deps: WorkerDeps, { mailId }: Events["mail.queued"]): Promise<void> => {
  const ctx = systemCtx(deps, "mail");
  const mail = await readQueuedMail(ctx, mailId);
  if (!mail) return;
  await deps.mail.send(composeMail(mail, deps.publicUrl));
  await recordMailSent(ctx, mailId);
};
