import type { MailPort } from "@peony/domain/notifications";
import { createTransport } from "nodemailer";

/** Sends through an SMTP server. @param url `smtp://user:password@host:587`, `smtps://…` @param from address and name of the sender */
export const smtpMail = (url: string, from: string): MailPort & { readonly close: () => void } => {
  const transport = createTransport(url, { from });
  return {
    send: async ({ id, ...mail }) => {
      await transport.sendMail({
        ...mail,
        messageId: `<${id}@${from.split("@").at(-1)?.replace(/>.*/, "") ?? "peony"}>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
};
