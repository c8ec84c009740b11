type Logged = { type: string; code?: string | undefined; message: string; stack?: string | undefined };

const frames = (e: Error): string | undefined => {
  const from = e.stack?.search(/\n\s+at /) ?? -1;
  return from < 0 ? undefined : e.stack?.slice(from + 1);
};

/**
 * What the log may keep of an error: its kind, its code, its frames and the innermost message. A failed query carries its
 * parameters in its own message and fields (mail addresses, terms, hashes), and PostgreSQL quotes the row in `detail`; neither is kept.
 */
export const loggedError = (e: unknown): Logged => {
  if (!(e instanceof Error)) return { type: typeof e, message: "not an error" };
  let inner = e;
  while (inner.cause instanceof Error) inner = inner.cause;
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : undefined;
  const isBareQuery = "query" in inner && "params" in inner;
  return { type: inner.name, code, message: isBareQuery ? "a query failed" : inner.message, stack: frames(e) };
};
