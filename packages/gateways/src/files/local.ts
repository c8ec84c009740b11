import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { awayOtherwise } from "./away.ts";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const isMissing = (e: unknown): boolean => e instanceof Error && "code" in e && e.code === "ENOENT";

/** Files in a folder, spread over 256 subfolders. Written aside, flushed, then renamed: a crash leaves a whole file or none. */
export const localFiles = (folder: string): FileStore => {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new FileStoreError("missing", "with a malformed name");
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const has = async (sha256: string): Promise<boolean> => {
    try {
      await stat(pathOf(sha256));
      return true;
    } catch (e) {
      if (isMissing(e) || e instanceof FileStoreError) return false;
      throw e;
    }
  };
  const put = async (sha256: string, bytes: Uint8Array): Promise<string> => {
    if (await has(sha256)) return sha256;
    const path = pathOf(sha256);
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
    const aside = `${path}.${randomUUID()}`;
    const file = await open(aside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
      await rename(aside, path);
    } catch (e) {
      await file.close().catch(() => undefined);
      await unlink(aside).catch(() => undefined);
      throw e;
    }
    return sha256;
  };
  const get = async (sha256: string): Promise<Uint8Array> => {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(pathOf(sha256));
    } catch (e) {
      if (isMissing(e)) throw new FileStoreError("missing", sha256);
      throw e;
    }
    if (hashOf(bytes) !== sha256) throw new FileStoreError("changed", sha256);
    return bytes;
  };
  return {
    has: (sha256) => awayOtherwise(sha256, () => has(sha256)),
    put: (bytes) => {
      const sha256 = hashOf(bytes);
      return awayOtherwise(sha256, () => put(sha256, bytes));
    },
    get: (sha256) => awayOtherwise(sha256, () => get(sha256)),
  };
};
