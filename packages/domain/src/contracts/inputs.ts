import { z } from "zod";
import { idSchema } from "../shared/index.ts";
import { documentKinds } from "./contract.ts";

/** The hash is of the document the signer was shown; another text is refused. */
export const signContractInput = z.strictObject({
  contractId: idSchema("contract"),
  documentHash: z.string().regex(/^[0-9a-f]{64}$/, { error: "wrong-type" }),
});
export type SignContractInput = z.output<typeof signContractInput>;

export const contractDocumentInput = z.strictObject({ contractId: idSchema("contract"), kind: z.enum(documentKinds) });
export type ContractDocumentInput = z.output<typeof contractDocumentInput>;
