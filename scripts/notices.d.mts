export type Package = {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
  readonly copyright: string;
};
export const allowed: readonly string[];
export const isAllowed: (licence: string) => boolean;
export const packages: () => Package[];
export const directNames: () => string[];
export const notices: () => string;
