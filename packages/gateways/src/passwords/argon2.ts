import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "@peony/domain/identity";

/** argon2id at the OWASP minimum for interactive sign-in: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argon2Passwords: PasswordHasher = {
  hash: (password) => hash(password, cost),
  verify: async (stored, password) => {
    try {
      return await verify(stored, password);
    } catch {
      return false;
    }
  },
};
