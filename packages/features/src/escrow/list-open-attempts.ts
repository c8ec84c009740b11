import type { TxCtx } from "@peony/db";
import { paymentAttempts } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, isNotNull, lt } from "drizzle-orm";

/** A webhook is given this long before the provider is asked; the reader of the "thank you" page waits no longer. */
const patienceMs = 60_000;
/** Asked about in one round; whichever was asked about longest ago comes first, so none is passed over for ever. */
const mostAsked = 200;

/** Pages at the provider whose end nobody has told us of. */
export const listOpenAttempts = (t: TxCtx) =>
  t.tx
    .select({ id: paymentAttempts.id, providerId: paymentAttempts.providerId })
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.state, "open"),
        isNotNull(paymentAttempts.providerId),
        lt(paymentAttempts.updatedAt, new Date(t.now.getTime() - patienceMs)),
      ),
    )
    .orderBy(asc(paymentAttempts.updatedAt))
    .limit(mostAsked);

/** Notes that the provider was asked and the page is still open: it goes to the end of the queue. */
export const recordAsked = (t: TxCtx, attemptId: Id<"attempt">) =>
  t.tx
    .update(paymentAttempts)
    .set({ updatedAt: t.now })
    .where(and(eq(paymentAttempts.id, attemptId), eq(paymentAttempts.state, "open")));
