export * from "./browse-counts.ts";
export * from "./browse-demands.ts";
export { type BrowsedListings, type BrowsePlace, browseListings, browsePageSize } from "./browse-listings.ts";
export * from "./browse-sitemap.ts";
export * from "./rebuild-index.ts";
export * from "./search-listings.ts";
