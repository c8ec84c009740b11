import { audit, type Ctx, inTransaction } from "@peony/db";
import { users } from "@peony/db/schema";
import type { PasswordHasher, SignUpInput } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull, sql } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";
import { issueToken, readToken, spendToken } from "./tokens.ts";

const confirmMinutes = 24 * 60;

/**
 * Takes a sign-up. The answer is the same whether or not the address has an account: who owns the mailbox learns it by mail,
 * nobody else does. The account opens when its link is used.
 */
export const signUp = async (ctx: Ctx, hasher: PasswordHasher, input: SignUpInput): Promise<void> => {
  // Hashed before the look-up, so that a known address takes as long as a new one.
  const passwordHash = await hasher.hash(input.password);
  await inTransaction(ctx, async (t) => {
    const [known] = await t.tx
      .select({ id: users.id, verifiedAt: users.emailVerifiedAt, locale: users.locale })
      .from(users)
      .where(eq(sql`lower(${users.email})`, input.email));
    if (known?.verifiedAt) {
      await queueMail(t, {
        to: input.email,
        locale: known.locale,
        kind: "sign-up-known",
        args: {},
        dedupe: `sign-up-known:${t.newId("mail")}`,
      });
      return;
    }
    const [made] = await t.tx
      .insert(users)
      .values({
        id: input.id,
        email: input.email,
        name: input.name,
        passwordHash,
        locale: input.locale,
        createdAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ id: users.id });
    const userId = made?.id ?? known?.id;
    if (!userId) return;
    // Each link carries the password typed for it: whoever signed up with somebody else's address opens nothing by it.
    const token = await issueToken(t, "confirm", { userId, name: input.name, passwordHash }, confirmMinutes);
    await queueMail(t, {
      to: input.email,
      locale: input.locale,
      kind: "confirm-mail",
      args: { name: input.name, path: `/confirm/${token}` },
      dedupe: `confirm:${t.newId("mail")}`,
    });
  });
};

/**
 * Opens the account behind a confirmation link, and says whose it is. The link alone opens nothing: it takes the password typed
 * for it, so the owner of a mailbox who follows the link of a stranger's sign-up does not open an account the stranger can enter.
 * @throws DomainError identity/token-expired; invalid at the password, after which the link is still good
 */
export const confirmMail = async (
  ctx: Ctx,
  hasher: PasswordHasher,
  input: { token: string; password: string },
): Promise<Id<"user">> => {
  const typed = await readToken(ctx, "confirm", input.token);
  if (!typed?.passwordHash)
    throw new DomainError("identity/token-expired", "confirmation link is spent, late or unknown");
  if (!(await hasher.verify(typed.passwordHash, input.password)))
    throw new DomainError("invalid", "not the password of this link", {
      fields: { password: { code: "password-wrong" } },
    });
  return inTransaction(ctx, async (t) => {
    const { userId, name, passwordHash } = await spendToken(t, "confirm", input.token);
    if (!userId || !name) throw new DomainError("identity/token-expired", "confirmation link without a person");
    // A second link of an account that is open already changes nothing in it.
    const [opened] = await t.tx
      .update(users)
      .set({ name, passwordHash, emailVerifiedAt: t.now })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
      .returning({ id: users.id });
    if (opened) await audit(t, { chain: userId, action: "account.opened", object: userId, by: userId });
    return userId;
  });
};
