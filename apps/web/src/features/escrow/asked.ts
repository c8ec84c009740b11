import { PaymentError } from "@peony/domain/escrow";
import { DomainError } from "@peony/domain/shared";

/**
 * One question to the payment provider on a reader's behalf. Where it is busy or its answer was lost the reader is told to press
 * again, which asks the same question under the same key; a request it calls wrong is a fault of ours and stays one.
 * @throws DomainError escrow/away
 */
export const asked = async <T>(question: Promise<T>): Promise<T> => {
  try {
    return await question;
  } catch (e) {
    if (e instanceof PaymentError && e.failure !== "refused")
      throw new DomainError("escrow/away", `${e.failure} ${e.code}`);
    throw e;
  }
};
