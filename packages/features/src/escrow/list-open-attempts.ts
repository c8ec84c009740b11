import type { TxCtx } from "@peony/db";
import { paymentAttempts } from "@peony/db/schema";
import { and, asc, eq, isNotNull, lt } from "drizzle-orm";

/** A webhook is given this long before the provider is asked; the reader of the "thank you" page waits no longer. */
const patienceMs = 60_000;
/** Asked about in one round; the oldest first, so none is passed over for ever. */
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
    .orderBy(asc(paymentAttempts.createdAt))
    .limit(mostAsked);
