export type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

export type ErrorBody = {
  readonly type: ErrorType;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: unknown;
};

export type ErrorTraits = {
  /** The work done before the error stays (a declined card leaves a failed charge behind). */
  readonly keepsEffect?: boolean;
  /** The answer is remembered under the idempotency key. Refusals made before the endpoint began are not. */
  readonly remembered?: boolean;
};

/** An answer of the API that is not a success; rendered as `{ "error": … }`. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly keepsEffect: boolean;
  readonly remembered: boolean;

  constructor(status: number, body: ErrorBody, traits: ErrorTraits = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.keepsEffect = traits.keepsEffect ?? false;
    this.remembered = traits.remembered ?? true;
  }
}

/** 400 for a parameter that fails validation; never remembered under an idempotency key, as with Stripe. */
export const badParameter = (code: string, param: string, message: string): ApiError =>
  new ApiError(400, { type: "invalid_request_error", code, param, message }, { remembered: false });

/** 400 raised by the endpoint itself; remembered under the idempotency key. */
export const refused = (code: string | undefined, message: string, param?: string): ApiError =>
  new ApiError(400, {
    type: "invalid_request_error",
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
    message,
  });

/** 404 for an id in the path, 400 for an id in a parameter. */
export const missing = (noun: string, id: string, param?: string): ApiError =>
  new ApiError(param === undefined ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    param: param ?? "id",
    message: `No such ${noun}: '${id}'`,
  });
