import { z } from "zod";
import { demandFields } from "../demands/index.ts";
import { listingFields, secrecyChecks, stateAssets, thirdPartyRights } from "../listings/index.ts";
import { bilingualSchema, exportClasses, textSchema } from "../shared/index.ts";

/** Name and version of the open exchange format. A reader takes every minor version of its major one. */
export const exchangeFormat = "peony-exchange";
export const exchangeVersion = "1.1";
/** Items of one envelope at most; a longer catalogue is several envelopes. */
export const mostItems = 1_000;

/** The item's own id where it comes from; the same id again is the same item. */
const itemId = z.string().min(1).max(80);

const compliance = z.strictObject({
  exportClass: z.enum(exportClasses),
  secrecy: z.enum(secrecyChecks),
  thirdParty: z.enum(thirdPartyRights),
  stateAsset: z.enum(stateAssets),
  note: bilingualSchema(1000).default({ zh: "", en: "" }),
});

/** A public file of a listing, told of by name and hash; its bytes are fetched from where it comes from, or asked for. */
const listedFile = z.strictObject({
  name: textSchema(120, 1),
  mediaType: z.string().min(1).max(100),
  size: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: "invalid" }),
  /** What a picture shows. */
  alt: bilingualSchema(300).default({ zh: "", en: "" }),
});

/** A listing as its owner wrote it. Parts of a bundle are named by the ids of their items. */
export const listingItem = z.strictObject({
  type: z.literal("listing"),
  id: itemId,
  ...listingFields,
  parts: z.array(itemId).max(20).default([]),
  /** The sheet as it was filled in; whoever takes the item over has it cleared by a second person of its own. */
  compliance: compliance.nullable().default(null),
  /** Public files and pictures in their order; nobody's bytes are taken over by an import, and what hangs on a deal is never here. */
  files: z.array(listedFile).max(20).default([]),
});
export const demandItem = z.strictObject({ type: z.literal("demand"), id: itemId, ...demandFields });
export const exchangeItem = z.discriminatedUnion("type", [listingItem, demandItem]);
export type ExchangeItem = z.output<typeof exchangeItem>;

/** What wraps the items: the format, who wrote it and when. */
export const exchangeHead = z.strictObject({
  format: z.literal(exchangeFormat),
  version: z.string().regex(/^1\.\d+$/, { error: "other-version" }),
  /** Where the items come from: their ids are told apart by it. */
  source: z.string().min(1).max(200),
  exportedAt: z.iso.datetime(),
});
export const exchangeEnvelope = exchangeHead.extend({ items: z.array(exchangeItem).max(mostItems) });

/** An empty field of a form is "not said", which the schemas read before anything else; a file says null. */
const readBefore = (schema: z.core.$ZodType): z.core.$ZodType | null => {
  const def = schema._zod.def as z.core.$ZodPipeDef;
  return def.type === "pipe" && def.in._zod.def.type === "transform" ? def.out : null;
};

/** The JSON Schema (2020-12) of the format, made from the schemas that read it. */
export const exchangeJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(exchangeEnvelope, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const said = readBefore(zodSchema);
      if (said)
        Object.assign(jsonSchema, z.toJSONSchema(said, { io: "input", unrepresentable: "any" }), {
          $schema: undefined,
        });
    },
  }),
  $id: `urn:peony:exchange:${exchangeVersion}`,
  title: `Peony exchange format ${exchangeVersion}`,
});
