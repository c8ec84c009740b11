import { type PatentRecord, type PatentRegistry, patentRecordSchema } from "@peony/domain/listings";
import sample from "./records.json" with { type: "json" };

/** A publication is found under each of its kinds: an application and its grant share the digits. */
const withoutKind = (publication: string): string => publication.replace(/[A-Z]\d?$/, "");

const indexed = (): ReadonlyMap<string, PatentRecord> => {
  const found = new Map<string, PatentRecord>();
  for (const entry of sample.records) {
    const record = patentRecordSchema.parse(entry);
    found.set(record.number, record);
    if (record.publicationNumber) found.set(withoutKind(record.publicationNumber), record);
  }
  return found;
};

/** The register that needs no network: 200 made-up rights, those of the demo listings among them. @param now for the time of retrieval */
export const fileRegistry = (now: () => Date): PatentRegistry => {
  let records: ReadonlyMap<string, PatentRecord> | undefined;
  return {
    find: async ({ normal }) => {
      records ??= indexed();
      const record = records.get(normal) ?? records.get(withoutKind(normal));
      return record ? { record, source: { id: "sample", url: null }, retrievedAt: now(), dataOf: sample.dataOf } : null;
    },
  };
};
