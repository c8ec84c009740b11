import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Locale } from "./locale.ts";
import { allMessages, type Messages } from "./messages.generated.ts";

export type MessageNamespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** All messages of one language, every namespace. Server code only: no page ships this to a browser. */
export const messages = (locale: Locale): Messages => allMessages[locale];

/**
 * Words for code outside React: mails, documents, the worker, the command line.
 * A missing key or a missing argument throws, so a test meets it before a reader does.
 */
export function translator<N extends MessageNamespace>(locale: Locale, namespace: N) {
  return createTranslator<Messages, N>({
    locale,
    namespace,
    messages: allMessages[locale],
    timeZone: "Asia/Shanghai",
    onError: (error) => {
      throw error;
    },
  });
}
