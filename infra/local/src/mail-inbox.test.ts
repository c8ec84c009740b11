import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serveInbox } from "./mail-inbox.ts";
import type { Message } from "./mail-store.ts";

let folder: string;
let inbox: Awaited<ReturnType<typeof serveInbox>>;
const serve = () => serveInbox({ smtpPort: 0, webPort: 0, folder });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "peony-mail-"));
  inbox = await serve();
});
afterEach(() => {
  inbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Speaks just enough SMTP; resolves when the server said goodbye. */
const send = (to: string, lines: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const talk = [
      "EHLO test",
      "MAIL FROM:<peony@peony.test>",
      `RCPT TO:<${to}>`,
      "DATA",
      [...lines, "."].join("\r\n"),
      "QUIT",
    ];
    const socket = connect(inbox.smtpPort, "127.0.0.1");
    socket.on("data", (chunk) => {
      const last = String(chunk).trimEnd().split("\r\n").at(-1) ?? "";
      if (/^[45]/.test(last)) reject(new Error(last));
      const next = /^\d{3} /.test(last) ? talk.shift() : undefined;
      if (next) socket.write(`${next}\r\n`);
    });
    socket.on("close", () => resolve());
    socket.on("error", reject);
  });

const mail = [
  "Subject: =?UTF-8?B?5qyi6L+O?=",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "http://localhost/zh/a?b=1&c=2",
];
const url = (path: string): string => `http://127.0.0.1:${inbox.webPort}${path}`;
const messages = async (query = ""): Promise<Message[]> =>
  (await (await fetch(url(`/api/messages${query}`))).json()) as Message[];

describe("the mail inbox", () => {
  test("keeps what was sent, across a restart", async () => {
    await send("tto@demo.peony.test", mail);
    expect(await messages()).toMatchObject([{ to: ["tto@demo.peony.test"], subject: "欢迎" }]);
    inbox.close();
    inbox = await serve();
    expect(await messages()).toMatchObject([{ to: ["tto@demo.peony.test"], subject: "欢迎" }]);
  });

  test("filters by address, newest first", async () => {
    await send("a@peony.test", ["Subject: one", "", "x"]);
    await send("b@peony.test", ["Subject: two", "", "x"]);
    await send("a@peony.test", ["Subject: three", "", "x"]);
    expect((await messages("?to=A@peony.test")).map((one) => one.subject)).toEqual(["three", "one"]);
  });

  test("shows a mail without running what is in it", async () => {
    await send("a@peony.test", [
      "Subject: <script>alert(1)</script>",
      "Content-Type: text/html",
      "",
      "<script>1</script>",
    ]);
    const [message] = await messages();
    const response = await fetch(url(`/messages/${message?.id}`));
    const page = await response.text();
    expect(page).not.toContain("<script>");
    expect(page).toContain("sandbox=");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("turns away a page that points its own name here", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(url("/"), { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
    expect(status).toBe(421);
  });
});
