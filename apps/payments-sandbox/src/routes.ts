import type { Params, Shape } from "./params.ts";
import type { Scope } from "./scope.ts";

export type Answer = object;

/** One endpoint. `:name` in the path is an id; `params` is all it accepts besides `expand`. */
export type Route = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly params: Shape;
  readonly handle: (scope: Scope, params: never, ids: Ids) => Answer;
};

export type Ids = (name: string) => string;

/** Ties the type of the parameters to their shape; erased to `Route` for the table of endpoints. */
export const route = <S extends Shape>(
  method: Route["method"],
  path: string,
  params: S,
  handle: (scope: Scope, params: Params<S>, ids: Ids) => Answer,
): Route => ({ method, path, params, handle });
