/** Turns a password into something that can be compared but not read back (argon2id). */
export type PasswordHasher = {
  readonly hash: (password: string) => Promise<string>;
  /** False for a wrong password and for a malformed hash; takes the same time for both. */
  readonly verify: (hash: string, password: string) => Promise<boolean>;
};
