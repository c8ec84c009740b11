import { createServer, type Server } from "node:http";
import { type Db, receive } from "@peony/db";
import type { PaymentPort } from "@peony/domain/escrow";

/** The web's webhook route in miniature: verify, store once, answer. */
export const startHook = async (parts: () => { db: Db; payments: PaymentPort }): Promise<Server> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (c: Buffer) => chunks.push(c));
    request.on("end", async () => {
      const { db, payments } = parts();
      const body = Buffer.concat(chunks).toString("utf8");
      const event = await payments.verifyWebhook(body, String(request.headers["stripe-signature"] ?? ""));
      if (event) {
        const account = event.account === null ? {} : { account: event.account };
        const { id: externalId, type, body: payload } = event;
        await receive(db, { provider: "stripe", ...account, externalId, type, payload });
      }
      response.writeHead(event ? 200 : 400).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
};
