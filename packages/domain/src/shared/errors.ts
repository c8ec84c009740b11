/**
 * Every refusal the domain can give, with the HTTP status it travels under. The sentence a reader sees is the message
 * `errors.<code>` (slashes become dots); the detail below is for logs only and is never shown.
 */
export const errorTable = {
  invalid: { status: 422 },
  unauthenticated: { status: 401 },
  "method-not-allowed": { status: 405 },
  "step-up": { status: 403 },
  forbidden: { status: 403 },
  "not-found": { status: 404 },
  conflict: { status: 409 },
  stale: { status: 409 },
  "rate-limited": { status: 429 },
  "too-large": { status: 413 },
  "unsupported-media": { status: 415 },
  origin: { status: 403 },
  unavailable: { status: 503 },
  "idempotency-key/missing": { status: 400 },
  "idempotency-key/malformed": { status: 400 },
  "idempotency-key/reused": { status: 422 },
  "idempotency-key/in-flight": { status: 409 },
  "identity/unverified": { status: 403 },
  "identity/email-taken": { status: 409 },
  "identity/bad-credentials": { status: 401 },
  "identity/token-expired": { status: 410 },
  "identity/last-owner": { status: 409 },
  "identity/uscc-taken": { status: 409 },
  "identity/transition": { status: 409 },
  "files/unsupported": { status: 415 },
  "files/quota": { status: 413 },
  "files/away": { status: 503 },
  "files/damaged": { status: 500 },
  "ledger/key-reused": { status: 409 },
  "ledger/overdrawn": { status: 409 },
  "escrow/transition": { status: 409 },
  "escrow/amount": { status: 422 },
  "escrow/payout-account": { status: 409 },
  "escrow/frozen": { status: 409 },
  "escrow/two-people": { status: 403 },
  "escrow/away": { status: 503 },
  "escrow/page-expired": { status: 409 },
  "contracts/transition": { status: 409 },
  "contracts/hash": { status: 409 },
  "contracts/not-your-turn": { status: 409 },
  "contracts/no-signatory": { status: 409 },
  "contracts/glyphs": { status: 422 },
  "listings/not-ready": { status: 422 },
  "listings/transition": { status: 409 },
  "listings/unconfirmed": { status: 409 },
  "listings/same-person": { status: 403 },
  "demands/not-ready": { status: 422 },
  "demands/transition": { status: 409 },
  "demands/clinic": { status: 409 },
  "demands/readback": { status: 409 },
  "demands/invitation": { status: 409 },
  "offers/transition": { status: 409 },
  "offers/not-your-turn": { status: 409 },
  "offers/own-listing": { status: 409 },
  "imports/unmapped": { status: 422 },
} as const satisfies Record<string, { status: number }>;

export type ErrorCode = keyof typeof errorTable;

/** What a refusal may carry to the reader: message arguments, and the fields it concerns (field path → code of `validation`). */
export type ErrorData = {
  readonly args?: Readonly<Record<string, string | number>>;
  readonly fields?: Readonly<Record<string, { code: string; args?: Readonly<Record<string, string | number>> }>>;
  /** For `stale`: names of the fields somebody else changed meanwhile. */
  readonly changed?: readonly string[];
};

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  constructor(code: ErrorCode, detail: string, data: ErrorData = {}) {
    super(detail);
    this.name = "DomainError";
    this.code = code;
    this.data = data;
  }
}

export const isDomainError = (e: unknown): e is DomainError => e instanceof DomainError;
