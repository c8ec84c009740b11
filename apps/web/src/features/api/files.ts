import { bilingualSchema, DomainError, idSchema } from "@peony/domain/shared";
import { attachDemandFiles, listDemandFiles, readDemand, removeDemandFile } from "@peony/features/demands";
import { readFile } from "@peony/features/files";
import { attachListingFiles, describeListingFile, readListing, removeListingFile } from "@peony/features/listings";
import { z } from "zod";
import { readUploads } from "#features/files/read-uploads.ts";
import { endpoint, type Input } from "#server/endpoint.ts";
import { fileStore } from "#server/gateways.ts";
import { demandNumber } from "./demands.ts";
import { done, text } from "./shapes.ts";

const yes = { done: true } as const;
const listing = z.object({ id: idSchema("listing") });
const listingFile = listing.extend({ file: idSchema("file") });
const name = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .meta({ description: "Name of the file with its ending; needed where the bytes come alone", example: "rig.png" });
const named = z.strictObject({ name });

/** What was sent, under the rules of the forms. @throws DomainError invalid, files/unsupported */
const uploadsOf = (
  ctx: Parameters<typeof readUploads>[0],
  { query, file, locale }: Pick<Input<undefined, typeof named, undefined>, "query" | "file" | "locale">,
) => {
  const called = query.name ?? file.name;
  if (called === "")
    throw new DomainError("invalid", "a file without a name", { fields: { name: { code: "required" } } });
  return readUploads(ctx, [new File([Buffer.from(file.bytes)], called)], { locale, field: "file" });
};

export const listListingFilesEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}/files",
  id: "listListingFiles",
  summary: "Images and files of a listing, in their order",
  auth: "public",
  params: z.object({ id: z.string().regex(/^[\w-]{1,120}$/) }),
  answer: z.object({
    files: z.array(
      z.object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.number().int(), alt: text }),
    ),
  }),
  run: async (ctx, { params }) => ({ files: (await readListing(ctx, params.id)).files }),
});

export const attachListingFileEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/files",
  id: "attachListingFile",
  summary: "Hang an image or a file on an own listing",
  auth: "key",
  params: listing,
  query: named,
  takesFile: true,
  answer: done,
  run: async (ctx, { params, ...sent }) => {
    await attachListingFiles(ctx, fileStore(), { id: params.id, uploads: await uploadsOf(ctx, sent) });
    return yes;
  },
});

export const describeListingFileEndpoint = endpoint({
  method: "put",
  path: "/listings/{id}/files/{file}",
  id: "describeListingFile",
  summary: "Say in words what a picture shows",
  auth: "key",
  params: listingFile,
  body: z.strictObject({ alt: bilingualSchema(200) }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await describeListingFile(ctx, { id: params.id, fileId: params.file, alt: body.alt });
    return yes;
  },
});

export const removeListingFileEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/files/{file}/remove",
  id: "removeListingFile",
  summary: "Take a file off an own listing",
  auth: "key",
  params: listingFile,
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await removeListingFile(ctx, { id: params.id, fileId: params.file });
    return yes;
  },
});

export const listDemandFilesEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/files",
  id: "listDemandFiles",
  summary: "Files of a demand, in their order and without their names",
  auth: "public",
  params: demandNumber,
  answer: z.object({
    files: z.array(
      z.object({ id: z.string(), position: z.number().int(), size: z.number().int(), mediaType: z.string() }),
    ),
  }),
  run: async (ctx, { params }) => {
    await readDemand(ctx, params.number);
    return { files: await listDemandFiles(ctx, params.number) };
  },
});

export const attachDemandFileEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/files",
  id: "attachDemandFile",
  summary: "Hang a file on an own demand; its name and what it says of its maker are left out",
  auth: "key",
  params: demandNumber,
  query: named,
  takesFile: true,
  answer: done,
  run: async (ctx, { params, ...sent }) => {
    const { id } = await readDemand(ctx, params.number);
    await attachDemandFiles(ctx, fileStore(), { id, uploads: await uploadsOf(ctx, sent) });
    return yes;
  },
});

export const removeDemandFileEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/files/{file}/remove",
  id: "removeDemandFile",
  summary: "Take a file off an own demand",
  auth: "key",
  params: demandNumber.extend({ file: idSchema("file") }),
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await removeDemandFile(ctx, { id: (await readDemand(ctx, params.number)).id, fileId: params.file });
    return yes;
  },
});

export const readFileEndpoint = endpoint({
  method: "get",
  path: "/files/{id}",
  id: "readFile",
  summary: "The bytes of a file that you may read",
  auth: "public",
  params: z.object({ id: idSchema("file") }),
  givesFile: "application/octet-stream",
  answer: z.string(),
  run: async (ctx, { params }) => {
    const file = await readFile(ctx, fileStore(), params.id);
    return {
      name: file.name,
      body: (async function* () {
        yield file.bytes;
      })(),
    };
  },
});
