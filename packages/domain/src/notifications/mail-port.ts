/** A mail as it leaves the house. `id` becomes the Message-ID, so that a repeat is recognised as one by the receiver. */
export type OutgoingMail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands a mail to the sending server. Resolves when that server has taken it; rejects when it has not. */
export type MailPort = { readonly send: (mail: OutgoingMail) => Promise<void> };
