/** The code of an industry in an address: a dot would make the last part look like a file, so `2.1` is written `2-1`. */
export const industryAddress = (code: string): string => `/industries/${code.replace(".", "-")}`;

/** The code an address stands for, or null where it is written with a dot or not at all. */
export const industryCode = (part: string): string | null =>
  /^\d(?:-\d)?$/.test(part) ? part.replace("-", ".") : null;
