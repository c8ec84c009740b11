import { createHash } from "node:crypto";
import type { PasswordHasher } from "@peony/domain/identity";

const digest = (salt: string, password: string) => createHash("sha256").update(`${salt}:${password}`).digest("hex");
let count = 0;

/** Stands in for argon2 where a test is not about passwords; passes the same contract suite, thousands of times faster. */
export const quickPasswords: PasswordHasher = {
  hash: async (password) => {
    const salt = `s${++count}`;
    return `${salt}$${digest(salt, password)}`;
  },
  verify: async (stored, password) => {
    const [salt = "", hash = ""] = stored.split("$");
    return hash !== "" && digest(salt, password) === hash;
  },
};
