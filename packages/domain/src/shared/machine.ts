import { DomainError, type ErrorCode } from "./errors.ts";

/** A process as a table: from, event, to, and who may. Pure, so that every row can be tested. */
export type Machine<State extends string, Event extends string, Role extends string> = Readonly<
  Record<State, Partial<Record<Event, { readonly to: State; readonly by: readonly Role[] }>>>
>;

/**
 * The state after `event`, or the refusal.
 * @throws DomainError with `code` where the table has no such row, or `forbidden` where the row exists but not for this role.
 */
export const nextState = <S extends string, E extends string, R extends string>(
  machine: Machine<S, E, R>,
  code: ErrorCode,
  from: S,
  event: E,
  role: R,
): S => {
  const row = machine[from][event];
  if (!row) throw new DomainError(code, `no ${event} from ${from}`);
  if (!row.by.includes(role)) throw new DomainError("forbidden", `${role} may not ${event} from ${from}`);
  return row.to;
};

/** Events this role could raise from this state; what a page offers as buttons. */
export const possibleEvents = <S extends string, E extends string, R extends string>(
  machine: Machine<S, E, R>,
  from: S,
  role: R,
): E[] => (Object.keys(machine[from]) as E[]).filter((e) => machine[from][e]?.by.includes(role) ?? false);
