import { type IncomingHttpHeaders, request } from "node:http";
import { env } from "./env.ts";

export type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The address of ours that it comes from; each has limits of its own. */
  readonly from?: string;
  /** What the client claims to have called; the public origin's where not said. */
  readonly host?: string;
};
export type Got = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

const part = (): number => 1 + Math.floor(Math.random() * 250);
/** An address of this machine that nobody has called from yet, as good as surely. */
export const anAddress = (): string => `127.${part()}.${part()}.${part()}`;

/** One request exactly as written: no cookies kept, no redirect followed, no header added but Host. */
export const send = (path: string, { method = "GET", headers = {}, body, from = "127.0.0.1", host }: Sent = {}) =>
  new Promise<Got>((resolve, reject) => {
    const url = new URL(env.url());
    const sent = request(
      {
        ...{ host: "127.0.0.1", port: url.port, path, method, localAddress: from, agent: false },
        headers: {
          host: host ?? url.host,
          ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
        answer.on("error", reject);
      },
    );
    sent.setTimeout(30_000, () => sent.destroy(new Error(`no answer from ${path}`)));
    sent.on("error", reject);
    sent.end(body);
  });

const unescaped = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Text of a page without its tags. */
export const wordsIn = (html: string): string =>
  unescaped(html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, " ").replace(/<[^>]+>/g, " ")).replace(
    /\s+/g,
    " ",
  );

/** The hidden fields of the form that has a field of this name, as a browser without scripts would send them. */
const hiddenFieldsOf = (html: string, field: string): [string, string][] => {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map((m) => m[0]).find((f) => f.includes(`name="${field}"`));
  if (!form) throw new Error(`no form with ${field}`);
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    unescaped(/name="([^"]*)"/.exec(input)?.[1] ?? ""),
    unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? ""),
  ]);
};

export type Posted = Sent & { readonly cookie?: string; readonly origin?: string | null };

/** Fills in a page's form and sends it as a browser without scripts does. @param origin null: none at all */
export const post = async (
  path: string,
  fields: Readonly<Record<string, string>>,
  { cookie, origin = env.url(), headers = {}, ...rest }: Posted = {},
): Promise<Got> => {
  const cookies: Record<string, string> = cookie ? { cookie } : {};
  const page = await send(path, { ...rest, headers: cookies });
  const boundary = "----peonyform";
  const all = [...hiddenFieldsOf(page.text, Object.keys(fields)[0] ?? ""), ...Object.entries(fields)];
  const parts = all.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return send(path, {
    ...rest,
    method: "POST",
    body: `${parts.join("")}--${boundary}--\r\n`,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      ...cookies,
      ...(origin === null ? {} : { origin }),
      ...headers,
    },
  });
};

/** The session that an answer hands out, as a Cookie header sends it back; null where it hands out none. */
export const sessionIn = ({ headers }: Got): string | null =>
  (headers["set-cookie"] ?? [])
    .map((line) => line.split(";")[0] ?? "")
    .find((pair) => /^__Host-peony-session=.+/.test(pair)) ?? null;
