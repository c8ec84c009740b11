import { type Ctx, type Db, newId, noOrigin } from "@peony/db";
import type { DocumentRenderer } from "@peony/domain/contracts";
import type { PaymentPort } from "@peony/domain/escrow";
import type { FileStore } from "@peony/domain/files";
import type { MailPort } from "@peony/domain/notifications";
import type { SearchIndex } from "@peony/domain/search";
import type { Logger } from "pino";

/** Everything a handler may reach: the database as the worker's role, and the ports. */
export type WorkerDeps = {
  readonly db: Db;
  readonly search: SearchIndex;
  readonly files: FileStore;
  readonly documents: DocumentRenderer;
  readonly payments: PaymentPort;
  readonly mail: MailPort;
  /** Public origin of the web app, for links in mails. */
  readonly publicUrl: string;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
};

/** The house acting by itself; the name tells audit rows and ledgers which part. */
export const systemCtx = (deps: Pick<WorkerDeps, "db">, name: string): Ctx => ({
  db: deps.db,
  actor: { kind: "system", name },
  origin: noOrigin,
  newId,
});
