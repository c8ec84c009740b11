/** As much of the identity provider as the tests use; the package brings no types of its own. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  type Account = { accountId: string; claims: () => Record<string, unknown> };
  type Settings = {
    clients: readonly { client_id: string; client_secret: string; redirect_uris: readonly string[] }[];
    claims: Readonly<Record<string, readonly string[]>>;
    findAccount: (ctx: unknown, id: string) => Account;
    pkce: { required: () => boolean };
    cookies: { keys: readonly string[] };
  };
  export class Provider {
    constructor(issuer: string, settings: Settings);
    callback(): RequestListener;
  }
}
