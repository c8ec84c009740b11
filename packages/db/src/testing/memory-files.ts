import { type FileStore, FileStoreError } from "@peony/domain/files";

/** A file store that keeps its files in memory, and what it keeps; a name is made of the bytes, as in a real one. */
export const memoryFiles = (): { readonly stored: ReadonlyMap<string, Uint8Array>; readonly store: FileStore } => {
  const stored = new Map<string, Uint8Array>();
  return {
    stored,
    store: {
      put: async (bytes) => {
        const name = Buffer.from(bytes).toString("hex").padEnd(64, "0").slice(-64);
        stored.set(name, bytes);
        return name;
      },
      get: async (name) => stored.get(name) ?? Promise.reject(new FileStoreError("missing", name)),
      has: async (name) => stored.has(name),
    },
  };
};
