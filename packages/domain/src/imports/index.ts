export * from "./apply-map.ts";
export * from "./import-map.ts";
export * from "./sheet.ts";
export * from "./sheet-writer.ts";
