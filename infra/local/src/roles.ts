import { Client, escapeIdentifier, escapeLiteral } from "pg";

/** The database user of each program; migrations create them without a way to sign in. */
export const roleNames = { web: "peony_web", worker: "peony_worker", operator: "peony_operator" } as const;

export type RoleName = keyof typeof roleNames;

/** The admin's address with another user in it. */
export const urlForRole = (adminUrl: string, role: RoleName, password: string): string => {
  const url = new URL(adminUrl);
  url.username = roleNames[role];
  url.password = password;
  return url.href;
};

/** Lets each role sign in with its own password; to be repeated after every migration. */
export const openRoles = async (adminUrl: string, passwords: Readonly<Record<RoleName, string>>): Promise<void> => {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const role of Object.keys(roleNames) as RoleName[])
      await client.query(
        `alter role ${escapeIdentifier(roleNames[role])} login password ${escapeLiteral(passwords[role])}`,
      );
  } finally {
    await client.end();
  }
};

/** A sentence when the database of the user's own DATABASE_URL cannot be used. */
export const databaseProblem = async (url: string): Promise<string | undefined> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; may: boolean }>(
      `select current_setting('server_version_num') as version, rolsuper or rolcreaterole as may
         from pg_roles where rolname = current_user`,
    );
    if (Number(rows[0]?.version) < 160_000) return "DATABASE_URL names a PostgreSQL older than version 16.";
    if (!rows[0]?.may) return "The user of DATABASE_URL must be allowed to create roles (CREATEROLE).";
    return undefined;
  } catch (error) {
    return `DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : String(error)}.`;
  } finally {
    await client.end().catch(() => undefined);
  }
};
