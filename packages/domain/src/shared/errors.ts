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
  "listings/stale": { status: 409 },
  "listings/settled": { status: 409 },
  "listings/gate": { status: 403 },
  "listings/same-person": { status: 403 },
  "listings/link-over": { status: 410 },
  "listings/answered": { status: 409 },
  "listings/confirmed": { status: 409 },
  "disclosures/transition": { status: 409 },
  "disclosures/not-ready": { status: 422 },
  "disclosures/not-overdue": { status: 409 },
  "disclosures/listed": { status: 409 },
  "royalties/objection": { status: 409 },
  "royalties/window": { status: 409 },
  "demands/not-ready": { status: 422 },
  "demands/transition": { status: 409 },
  "demands/clinic": { status: 409 },
  "demands/readback": { status: 409 },
  "demands/confidence": { status: 409 },
  "demands/invitation": { status: 409 },
  "demands/window-promised": { status: 409 },
  "demands/published": { status: 409 },
  "demands/answered": { status: 409 },
  "demands/question": { status: 409 },
  "offers/transition": { status: 409 },
  "offers/not-your-turn": { status: 409 },
  "offers/own-listing": { status: 409 },
  "proposals/transition": { status: 409 },
  "proposals/closed": { status: 409 },
  "proposals/own-demand": { status: 409 },
  "proposals/one-each": { status: 409 },
  "proposals/not-ready": { status: 422 },
  "proposals/criteria-fixed": { status: 409 },
  "proposals/sealed": { status: 409 },
  "proposals/tied": { status: 403 },
  "proposals/unstated": { status: 409 },
  "proposals/conflicted": { status: 403 },
  "proposals/stage": { status: 409 },
  "proposals/not-ended": { status: 409 },
  "proposals/answered": { status: 409 },
  "proposals/gate": { status: 403 },
  "proposals/class-fixed": { status: 409 },
  "proposals/same-person": { status: 403 },
  "exchange/not-a-draft": { status: 409 },
  "imports/unmapped": { status: 422 },
  "imports/transition": { status: 409 },
  "imports/busy": { status: 409 },
  "imports/nothing-good": { status: 409 },
  "imports/no-title": { status: 422 },
  "imports/other-organisation": { status: 409 },
  "imports/publish-refused": { status: 403 },
  "listings/triage": { status: 409 },
  "imports/not-a-sheet": { status: 422 },
  "imports/renamed": { status: 422 },
  "imports/legacy-xls": { status: 422 },
  "imports/encrypted": { status: 422 },
  "imports/macros": { status: 422 },
  "imports/external-link": { status: 422 },
  "imports/dtd": { status: 422 },
  "imports/zip-bomb": { status: 422 },
  "imports/too-many-entries": { status: 422 },
  "imports/damaged": { status: 422 },
  "imports/cut": { status: 422 },
  "imports/wrong-encoding": { status: 422 },
  "imports/broken-off": { status: 409 },
  "imports/empty": { status: 422 },
  "imports/only-names": { status: 422 },
  "imports/no-header": { status: 422 },
  "imports/duplicate-header": { status: 422 },
  "imports/too-many-columns": { status: 422 },
  "imports/too-many-rows": { status: 422 },
  "imports/too-heavy": { status: 422 },
  "imports/record-too-long": { status: 422 },
  "imports/timeout": { status: 422 },
  "imports/memory": { status: 422 },
  "imports/unreadable": { status: 422 },
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
