/**
 * The words of the isolation matrix: who is asked about, what a cell may say, and how a row names what it covers.
 *
 * V visitor, S unrelated member, X foreign member, T the owner's team, I named inventor, F firm party, B broker on the deal,
 * B' another broker, P park, K bank, E expert, O operator. A key of the API acts as its owner; somebody removed or suspended is a visitor.
 */
export const actorKinds = ["V", "S", "X", "T", "I", "F", "B", "B'", "P", "K", "E", "O"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** r read, w change, m money or signature, l a limited view; empty: not there. */
export type Cell = "" | "r" | "l" | "w" | "rw" | "rm" | "rwm";

export type Resource = {
  readonly id: string;
  readonly cells: Readonly<Partial<Record<ActorKind, Cell>>>;
  /** What a limited view leaves, and which roles of a team the letters mean. */
  readonly note: string;
  /** `page:/path`, `route:/path`, `action:name`, `api:id` of everything that reads or changes it. */
  readonly covers: readonly string[];
};

export const everybody = (cell: Cell): Record<ActorKind, Cell> =>
  Object.fromEntries(actorKinds.map((kind) => [kind, cell])) as Record<ActorKind, Cell>;
export const signedIn = (cell: Cell): Record<ActorKind, Cell> => ({ ...everybody(cell), V: "" });
export const pages = (...paths: string[]) => paths.map((path) => `page:${path}`);
export const routes = (...paths: string[]) => paths.map((path) => `route:${path}`);
export const actions = (...names: string[]) => names.map((name) => `action:${name}Action`);
export const api = (...ids: string[]) => ids.map((id) => `api:${id}`);
