export * from "./attach-files.ts";
export * from "./index-source.ts";
export * from "./publish-listing.ts";
export * from "./read-listing.ts";
export { columnsOf, type ListingRow, orgNameOf, slugFor } from "./rows.ts";
export * from "./save-listing.ts";
