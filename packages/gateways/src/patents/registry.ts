import type { PatentRegistry } from "@peony/domain/listings";
import { epoRegistry } from "./epo/epo-registry.ts";
import { fileRegistry } from "./file/file-registry.ts";

/** Named as in the environment, so that each program hands on what it parsed. */
export type RegistrySettings = {
  readonly EPO_OPS_URL?: string | undefined;
  readonly EPO_OPS_KEY?: string | undefined;
  readonly EPO_OPS_SECRET?: string | undefined;
};

/** The patent register that is configured: the European Patent Office where we have a key there, else the sample of made-up rights. */
export const patentRegistryFrom = (settings: RegistrySettings, now: () => Date): PatentRegistry => {
  const { EPO_OPS_URL: url = "https://ops.epo.org/3.2", EPO_OPS_KEY: key, EPO_OPS_SECRET: secret } = settings;
  return key && secret ? epoRegistry({ url, key, secret, now }) : fileRegistry(now);
};
