import { createServer, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { listPage, messagePage, missingPage } from "./mail-pages.ts";
import { type MailStore, openMailStore } from "./mail-store.ts";

const largestBytes = 25 * 1024 * 1024;

const smtp = (store: MailStore): SMTPServer =>
  new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    size: largestBytes,
    onAuth: (_auth, _session, done) => done(null, { user: "anyone" }),
    onData: (stream, session, done) => {
      buffer(stream)
        .then((raw) =>
          store.keep(
            raw,
            session.envelope.rcptTo.map((one) => one.address),
          ),
        )
        .then(
          () => done(),
          (error: Error) => done(error),
        );
    },
  });

const send = (response: ServerResponse, { status, type, body }: Answer): void => {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
};

type Answer = { readonly status: number; readonly type: string; readonly body: string };

/** The list, one message, or the same as JSON (`?to=` keeps the mail of one address). */
const answer = (store: MailStore, path: string): Answer => {
  const url = new URL(path, "http://localhost");
  if (url.pathname === "/") return { status: 200, type: "text/html", body: listPage(store.list()) };
  if (url.pathname === "/api/messages") {
    const to = url.searchParams.get("to")?.toLowerCase();
    const found = store.list().filter((one) => !to || one.to.some((address) => address.toLowerCase() === to));
    return { status: 200, type: "application/json", body: JSON.stringify(found) };
  }
  const message = store.find(url.pathname.replace(/^\/messages\//, ""));
  return message
    ? { status: 200, type: "text/html", body: messagePage(message) }
    : { status: 404, type: "text/html", body: missingPage };
};

const refusal = (host: string | undefined, method: string | undefined): Answer | undefined => {
  if (!isForUs(host)) return { status: 421, type: "text/plain", body: "This inbox answers on localhost only." };
  if (method !== "GET") return { status: 405, type: "text/plain", body: "Only GET." };
  return undefined;
};

/** Whether the request names this machine; a page of the internet that points its own name here is turned away. */
const isForUs = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host ?? "");

/** Serves the inbox on the loopback address: mail in on one port, pages out on the other. */
export const serveInbox = async (options: {
  smtpPort: number;
  webPort: number;
  folder: string;
}): Promise<{ smtpPort: number; webPort: number; close: () => void }> => {
  const store = await openMailStore(options.folder);
  const mail = smtp(store);
  mail.on("error", (error) => process.stderr.write(`${error.message}\n`));
  const web = createServer((request, response) =>
    send(response, refusal(request.headers.host, request.method) ?? answer(store, request.url ?? "/")),
  );
  const smtpSocket = mail.server;
  await Promise.all([
    new Promise<void>((resolve) => mail.listen(options.smtpPort, "127.0.0.1", resolve)),
    new Promise<void>((resolve) => web.listen(options.webPort, "127.0.0.1", resolve)),
  ]);
  const portOf = (address: ReturnType<typeof web.address>): number =>
    typeof address === "object" && address ? address.port : 0;
  return {
    smtpPort: portOf(smtpSocket.address()),
    webPort: portOf(web.address()),
    close: () => {
      mail.close();
      web.close();
      web.closeAllConnections();
    },
  };
};

if (process.argv[1] === import.meta.filename) {
  const [smtpPort, webPort, folder] = process.argv.slice(2);
  const inbox = await serveInbox({ smtpPort: Number(smtpPort), webPort: Number(webPort), folder: folder ?? "mail" });
  process.once("SIGTERM", () => {
    inbox.close();
    process.exit(0);
  });
}
