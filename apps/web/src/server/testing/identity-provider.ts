import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { testUrl } from "./house.ts";

export type Claims = Readonly<Record<string, unknown>>;
export type IdentityProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it says of each person, by the login typed; `sub` is the login. */
  readonly people: Map<string, Claims>;
  readonly close: () => Promise<void>;
};

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A real OpenID provider on a free port, with the sign-in pages that the package brings for trying it out. */
export const startIdentityProvider = async (): Promise<IdentityProvider> => {
  let answer: RequestListener = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  const issuer = await listening(server);
  const people = new Map<string, Claims>();
  const client = { clientId: "peony", clientSecret: "a-secret-of-the-provider-and-peony" };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${testUrl}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    pkce: { required: () => true },
    cookies: { keys: ["for tests"] },
  });
  answer = provider.callback();
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { issuer, ...client, people, close };
};

/** A server whose description names another issuer than its own address, as one that takes another's place would. */
export const startImpostor = async (): Promise<Pick<IdentityProvider, "issuer" | "close">> => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        issuer: "https://accounts.example.org",
        authorization_endpoint: "https://accounts.example.org/auth",
        token_endpoint: "https://accounts.example.org/token",
        jwks_uri: "https://accounts.example.org/jwks",
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      }),
    );
  });
  const issuer = await listening(server);
  return { issuer, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
};

/** A browser as far as cookies and redirects go. */
export const browser = () => {
  const jar = new Map<string, string>();
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  /** Goes where a page of the provider leads, until it sends the browser to `until`; that address is not opened. */
  const follow = async (start: string, login: string, until: string): Promise<string> => {
    let url = start;
    for (let steps = 0; steps < 12; steps++) {
      if (url.startsWith(until)) return url;
      let response = await fetch(url, { redirect: "manual", headers: { cookie: cookie() } });
      keep(response);
      if (response.status === 200) {
        const page = await response.text();
        const form = /<form[^>]*action="([^"]+)"[\s\S]*?name="prompt" value="(\w+)"/.exec(page);
        if (!form) throw new Error(`no form on ${url}: ${page.slice(0, 300)}`);
        response = await fetch(new URL(form[1] ?? "", url), {
          method: "POST",
          redirect: "manual",
          headers: { cookie: cookie(), "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ prompt: form[2] ?? "", login, password: "any" }),
        });
        keep(response);
      }
      const to = response.headers.get("location");
      if (!to)
        throw new Error(`${response.status} from ${url} leads nowhere: ${(await response.text()).slice(0, 300)}`);
      url = new URL(to, url).href;
    }
    throw new Error(`never came back from ${start}`);
  };
  return { keep, cookie, follow, jar };
};
