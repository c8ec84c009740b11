import { type ContractSource, contractDocument, unstatedTerms } from "@peony/domain/contracts";
import type { Events, Locale } from "@peony/domain/shared";
import { readUnrendered, recordDrafts, type StoredDocument } from "@peony/features/contracts";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "files" | "documents">;

/** One text as PDF in the file store. A text that does not say every term is never shown to anybody. */
const draft = async (deps: Deps, source: ContractSource, locale: Locale): Promise<StoredDocument> => {
  const words = deps.documents.wording(locale);
  const model = contractDocument(source, words);
  const unstated = unstatedTerms(model, source, words);
  if (unstated.length > 0)
    throw new Error(`${source.facts.contractNumber} (${locale}) does not state ${unstated.join(", ")}`);
  const translation = locale !== source.terms.prevailingLanguage;
  const bytes = await deps.documents.renderPdf(model, {
    subject: source.termsHash,
    ...(translation ? { watermark: words.say("translation") } : {}),
  });
  const sha256 = await deps.files.put(bytes);
  return { kind: locale === "zh" ? "draft_zh" : "draft_en", sha256, size: bytes.length };
};

/** Writes a drafted contract's text in both languages and opens it for signing. May run twice: a document's name is its hash. */
export const renderContract = async (deps: Deps, { contractId }: Events["contract.drafted"]): Promise<void> => {
  const ctx = systemCtx(deps, "documents");
  const source = await readUnrendered(ctx, contractId);
  if (!source) return;
  const zh = await draft(deps, source, "zh");
  const en = await draft(deps, source, "en");
  await recordDrafts(ctx, contractId, { zh, en });
};
