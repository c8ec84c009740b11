import type { FilesLimit } from "./field-parts.tsx";

/** The sentence for files that are too large, one or all together, or null where they may be sent. */
export const tooMuch = (sizes: readonly number[], limit: FilesLimit): string | null => {
  if (sizes.some((s) => s > limit.eachBytes)) return limit.each;
  return sizes.reduce((sum, s) => sum + s, 0) > limit.togetherBytes ? limit.together : null;
};
