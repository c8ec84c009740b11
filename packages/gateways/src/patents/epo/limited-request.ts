import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";

export type Limits = {
  /** Until the connection stands. */
  readonly connectMs: number;
  /** Until the whole answer is here. */
  readonly totalMs: number;
  readonly mostBytes: number;
};
export type Call = {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};
export type Answer = {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
};

const wholeText = async (response: IncomingMessage, mostBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error(`answer is longer than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/**
 * One HTTP call that cannot take more time or memory than its limits. Redirects are not followed, and nothing is unpacked.
 * @throws Error for whatever kept the answer from coming whole
 */
export const limitedRequest = (url: URL, { method, headers, body }: Call, limits: Limits): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? secureRequest : plainRequest;
    // a connection of its own: one kept open may be closed at the other end just now
    const call = send(url, {
      method,
      headers,
      agent: false,
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(limits.totalMs))),
    });
    const connecting = setTimeout(() => call.destroy(new Error("no connection in time")), limits.connectMs);
    const fail = (e: unknown) => {
      clearTimeout(connecting);
      call.destroy();
      reject(e instanceof Error ? e : new Error(String(e)));
    };
    call.on("socket", (socket) =>
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => clearTimeout(connecting)),
    );
    call.on("error", fail);
    call.on("response", (response) => {
      clearTimeout(connecting);
      const header = (name: string): string | null => {
        const value = response.headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      };
      wholeText(response, limits.mostBytes).then(
        (text) => resolve({ status: response.statusCode ?? 0, header, text }),
        fail,
      );
    });
    call.end(body);
  });
