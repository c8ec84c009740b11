import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportMap, importMapSchema } from "@peony/domain/imports";

const checkout = join(import.meta.dirname, "..", "..", "..", "..");

/** Public records beside the checkout, where somebody put them there; they are never committed. */
export const sampleFolder = join(checkout, "..", "shared", "data");
export const samples = ["nasa_patents", "us_patents", "sbir_awards", "zh_abstracts"] as const;
export type Sample = (typeof samples)[number];

export const sampleFile = (name: Sample): string => join(sampleFolder, `${name}.jsonl`);
export const hasSamples = (): boolean => samples.every((name) => existsSync(sampleFile(name)));
export const noSamples = `The sample records are not in ${sampleFolder}, so nothing of theirs was imported.`;

/** The map of a sample file, checked. */
export const sampleMap = (name: Sample): ImportMap =>
  importMapSchema.parse(JSON.parse(readFileSync(join(checkout, "apps", "cli", "maps", `${name}.json`), "utf8")));

/** Who owns imported sample records: nobody may take them for somebody's offer. */
export const sampleOwner = { nameZh: "样本数据", nameEn: "Sample data", sample: true } as const;
