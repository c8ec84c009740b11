export { forgetLeftSheets, sheetFolder } from "./left-sheets.ts";
export { readSheet } from "./read-sheet.ts";
export { type ChildSettings, childSheetReader, readSheetInChild } from "./read-sheet-in-child.ts";
