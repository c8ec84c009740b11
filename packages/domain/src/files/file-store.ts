/** Why stored bytes were not handed out: gone, or not what their name promises. Neither is ever served. */
export type FileFault = "missing" | "changed";

export class FileStoreError extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault, sha256: string) {
    super(`file ${sha256} is ${fault}`);
    this.name = "FileStoreError";
    this.fault = fault;
  }
}

/** Bytes under the SHA-256 of what they are (64 hex digits, lower case). The same content is stored once. */
export type FileStore = {
  /** Stores and returns the name; storing again changes nothing. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** @throws FileStoreError missing, or changed where the bytes no longer have this hash */
  readonly get: (sha256: string) => Promise<Uint8Array>;
  readonly has: (sha256: string) => Promise<boolean>;
};
