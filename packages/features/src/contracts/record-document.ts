import type { TxCtx } from "@peony/db";
import { contractDocuments, type contracts, files } from "@peony/db/schema";
import type { DocumentKind } from "@peony/domain/contracts";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";

export type StoredDocument = {
  readonly kind: DocumentKind;
  /** Name of the bytes in the file store, lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
};

/** Hangs a stored document on its contract. A kind that is there already stays as it is: what was shown is never replaced. */
export const recordDocument = async (
  t: TxCtx,
  contract: Pick<typeof contracts.$inferSelect, "id" | "number">,
  ownerOrgId: Id<"organisation">,
  document: StoredDocument,
): Promise<void> => {
  const { kind, sha256, size } = document;
  const known = await t.tx
    .select({ kind: contractDocuments.kind })
    .from(contractDocuments)
    .where(and(eq(contractDocuments.contractId, contract.id), eq(contractDocuments.kind, kind)));
  if (known.length > 0) return;
  const fileId = t.newId("file");
  await t.tx.insert(files).values({
    id: fileId,
    orgId: ownerOrgId,
    sha256,
    size,
    name: `${contract.number}-${kind.replace("_", "-")}.pdf`,
    mediaType: "application/pdf",
    purpose: "document",
    createdAt: t.now,
  });
  await t.tx.insert(contractDocuments).values({ contractId: contract.id, kind, fileId, sha256, createdAt: t.now });
};
