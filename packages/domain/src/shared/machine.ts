import { DomainError, type ErrorCode } from "./errors.ts";

/** A process as a table: from, event, to, and who may. Pure, so that every row can be tested. */
export type Machine<State extends string, Event extends string, Role extends string> = Readonly<
  Record<State, Partial<Record<Event, { readonly to: State; readonly by: readonly Role[] }>>>
>;

type Row = { readonly to: string; readonly by: readonly string[] };
type AnyMachine = Readonly<Record<string, Readonly<Record<string, Row>>>>;
type StateOf<M> = keyof M & string;
type RowsOf<M> = { [S in keyof M]: M[S][keyof M[S]] }[keyof M];
/** Every event that some state of the machine knows. */
export type EventOf<M> = { [S in keyof M]: keyof M[S] }[keyof M] & string;

/**
 * The state after `event`, or the refusal. Any role may ask; the table says who gets an answer.
 * @throws DomainError with `code` where the table has no such row, or `forbidden` where the row exists but not for this role.
 */
export const nextState = <M extends AnyMachine>(
  machine: M,
  code: ErrorCode,
  from: StateOf<M>,
  event: EventOf<M>,
  role: string,
): RowsOf<M> extends { readonly to: infer To } ? To & StateOf<M> : never => {
  const row = machine[from]?.[event];
  if (!row) throw new DomainError(code, `no ${event} from ${from}`);
  if (!row.by.includes(role)) throw new DomainError("forbidden", `${role} may not ${event} from ${from}`);
  return row.to as never;
};

/** Events this role could raise from this state; what a page offers as buttons. */
export const possibleEvents = <M extends AnyMachine>(machine: M, from: StateOf<M>, role: string): EventOf<M>[] =>
  (Object.keys(machine[from] ?? {}) as EventOf<M>[]).filter((e) => machine[from]?.[e]?.by.includes(role) ?? false);
