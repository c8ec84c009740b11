import { translator } from "@peony/i18n";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeMail, smtpMail } from "./index.ts";

describe("composeMail", () => {
  test("writes subject, text and link in the reader's language", () => {
    const mail = composeMail(
      {
        id: "mail_1",
        recipient: "a@b.test",
        kind: "reset-password",
        locale: "zh",
        args: { name: "亓文澜", path: "/reset/abc" },
      },
      "https://peony.test",
    );
    expect(mail.subject).toBe("【Peony】重设密码");
    expect(mail.text).toContain("https://peony.test/zh/reset/abc");
    expect(mail.html).toContain('lang="zh-CN"');
  });
  test("an instant is said as a day in the reader's language", () => {
    const args = {
      number: "PN-2026-000001",
      deadline: "2026-12-31T16:30:00.000Z",
      path: "/deals/PN-2026-000001/offer",
    };
    const mail = (locale: "zh" | "en") =>
      composeMail({ id: "m", recipient: "a@b.test", kind: "turn-answer-offer", locale, args }, "https://peony.test");
    expect(mail("zh").subject).toContain("2027年1月1日前");
    expect(mail("en").subject).toContain("by 1 January 2027");
  });
  test("a name with markup stays text", () => {
    const mail = composeMail(
      {
        id: "mail_1",
        recipient: "a@b.test",
        kind: "reset-password",
        locale: "en",
        args: { name: "<b>x</b>", path: "/reset/a" },
      },
      "https://peony.test",
    );
    expect(mail.html).not.toContain("<b>x");
  });
  test("an unknown kind is refused, never sent empty", () => {
    expect(() =>
      composeMail({ id: "m", recipient: "a@b.test", kind: "nonsense", locale: "zh", args: {} }, "https://peony.test"),
    ).toThrow();
    expect(translator("zh", "mails").has("signature")).toBe(true);
  });
});

describe("smtpMail", () => {
  const got: Awaited<ReturnType<typeof simpleParser>>[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: (address, _session, done) =>
      done(address.address.startsWith("refused") ? new Error("no such box") : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((m) => {
        got.push(m);
        done();
      }, done);
    },
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
    const address = server.server.address();
    url = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(() => new Promise<void>((go) => server.close(go)));

  test("hands the mail over whole, Chinese included", async () => {
    const mail = smtpMail(url, "Peony <notice@peony.test>");
    await mail.send({
      id: "mail_7",
      to: "firm@demo.peony.test",
      subject: "【待签署】合同",
      text: "请核对",
      html: "<p>请核对</p>",
    });
    mail.close();
    expect(got[0]).toMatchObject({ subject: "【待签署】合同", messageId: "<mail_7@peony.test>" });
  });
  test("rejects when the server does not take it", async () => {
    const mail = smtpMail(url, "Peony <notice@peony.test>");
    await expect(
      mail.send({ id: "m", to: "refused@demo.peony.test", subject: "x", text: "x", html: "x" }),
    ).rejects.toThrow(/no such box/);
    mail.close();
  });
});
