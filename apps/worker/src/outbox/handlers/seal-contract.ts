import { contractTitle, evidenceReport, signaturePage } from "@peony/domain/contracts";
import type { Events } from "@peony/domain/shared";
import { readUnsealed, recordSeal } from "@peony/features/contracts";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "files" | "documents">;

/**
 * Makes the final document of a signed contract, the very pages that were signed with the signature page behind them, and the evidence
 * report. May run twice: what is kept stays as it is.
 */
export const sealContract = async (deps: Deps, { contractId }: Events["contract.signed"]): Promise<void> => {
  const ctx = systemCtx(deps, "documents");
  const unsealed = await readUnsealed(ctx, contractId);
  if (!unsealed) return;
  const { source, documentHash } = unsealed;
  const words = deps.documents.wording(source.terms.prevailingLanguage);
  const evidence = { ...unsealed.evidence, contractTitle: contractTitle(source, words) };
  const shown = await deps.files.get(documentHash);
  const page = await deps.documents.renderPdf(signaturePage(evidence, words), { subject: documentHash });
  const signed = deps.documents.appendPages(shown, page);
  const report = await deps.documents.renderPdf(evidenceReport(evidence, words), { subject: documentHash });
  await recordSeal(ctx, contractId, {
    signed: { kind: "signed", sha256: await deps.files.put(signed), size: signed.length },
    evidence: { kind: "evidence", sha256: await deps.files.put(report), size: report.length },
  });
};
