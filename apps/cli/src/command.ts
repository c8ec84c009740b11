import type { ParseArgsOptionsConfig } from "node:util";
import type { Env } from "./env.ts";

export type Invocation = {
  readonly env: Env;
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly print: (line: string) => void;
};

/** What an operator types: its usage, one sentence, its options, and what it does. */
export type Command = {
  readonly usage: string;
  readonly what: string;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (call: Invocation) => Promise<number>;
};

/** A failure whose message is the whole story for the person at the terminal. */
export class CommandFailed extends Error {}

/** The same, where what was typed is wrong and nothing was tried. */
export class CalledWrongly extends CommandFailed {}

/** A required option as text. */
export const text = (call: Invocation, name: string): string => {
  const value = call.values[name];
  if (typeof value !== "string" || value === "") throw new CommandFailed(`--${name} is needed.`);
  return value;
};
