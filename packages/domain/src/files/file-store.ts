const faults = ["missing", "changed", "away"] as const;
/** Why bytes were not stored or handed out: gone, not what their name promises, or a store that does not answer. Doubtful bytes are never served. */
export type FileFault = (typeof faults)[number];

export class FileStoreError extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault, sha256: string, options?: ErrorOptions) {
    super(`file ${sha256} is ${fault}`, options);
    this.name = "FileStoreError";
    this.fault = fault;
  }
}

/** Told by its marks: programs that are bundled apart each have a class of their own, and `instanceof` knows only one of them. */
export const isFileStoreError = (e: unknown): e is FileStoreError =>
  e instanceof Error && e.name === "FileStoreError" && "fault" in e && faults.some((f) => f === e.fault);

/** Bytes under the SHA-256 of what they are (64 hex digits, lower case). The same content is stored once. */
export type FileStore = {
  /** Stores and returns the name; storing again changes nothing. @throws FileStoreError away */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** @throws FileStoreError missing, changed where the bytes no longer have this hash, or away */
  readonly get: (sha256: string) => Promise<Uint8Array>;
  /** @throws FileStoreError away */
  readonly has: (sha256: string) => Promise<boolean>;
};
