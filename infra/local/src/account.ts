import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

/**
 * PostgreSQL refuses to run as root. When we are root this is the account it runs as: `postgres` where the system has one, else
 * `nobody`. Undefined when we are an ordinary user already.
 */
export const postgresAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const rows = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = rows.find((row) => row.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid), name };
  }
  throw new Error("PostgreSQL refuses to run as root and this system has neither a postgres nor a nobody account.");
};

/** Whether the account may run the program at this path; a checkout below /root is usually closed to it. */
export const canRun = (account: Account, program: string): boolean =>
  spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", program], { uid: account.uid, gid: account.gid, cwd: "/" })
    .status === 0;
