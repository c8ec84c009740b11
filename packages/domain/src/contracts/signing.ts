import { DomainError } from "../shared/index.ts";
import type { ContractState, SignerSide, SignerState } from "./contract.ts";

export type Signer = {
  readonly id: string;
  readonly position: number;
  readonly side: SignerSide;
  readonly userId: string;
  readonly state: SignerState;
};

const inOrder = <S extends Signer>(signers: readonly S[]): S[] => [...signers].sort((a, b) => a.position - b.position);

/** Whose signature is next: the first in order who has not signed; null when all have. */
export const nextSigner = <S extends Signer>(signers: readonly S[]): S | null =>
  inOrder(signers).find((s) => s.state === "waiting") ?? null;

export type Signing<S extends Signer> =
  /** A second click: the signature stands, nothing is to be written. */
  | { readonly kind: "already"; readonly signer: S }
  | { readonly kind: "sign"; readonly signer: S; readonly completes: boolean };

/**
 * What a click of `userId` means. The hash is the one the signer was shown; a text that has changed since is never signed.
 * @throws DomainError forbidden where the person is no signer, contracts/hash, contracts/not-your-turn, contracts/transition
 */
export const decideSigning = <S extends Signer>(input: {
  readonly state: ContractState;
  readonly documentHash: string | null;
  readonly shownHash: string;
  readonly signers: readonly S[];
  readonly userId: string;
}): Signing<S> => {
  const own = inOrder(input.signers).filter((s) => s.userId === input.userId);
  const last = own.at(-1);
  if (!last) throw new DomainError("forbidden", `${input.userId} is no signer`);
  if (input.documentHash === null) throw new DomainError("contracts/transition", "the text is not ready");
  if (input.documentHash !== input.shownHash)
    throw new DomainError("contracts/hash", "another text than the one shown");
  const waiting = own.find((s) => s.state === "waiting");
  if (!waiting) return { kind: "already", signer: last };
  if (input.state !== "ready_to_sign") throw new DomainError("contracts/transition", `contract is ${input.state}`);
  if (nextSigner(input.signers)?.id !== waiting.id)
    throw new DomainError("contracts/not-your-turn", `${waiting.id} waits for an earlier signer`);
  const completes = input.signers.every((s) => s.id === waiting.id || s.state === "signed");
  return { kind: "sign", signer: waiting, completes };
};
