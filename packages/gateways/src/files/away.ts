import { FileStoreError, isFileStoreError } from "@peony/domain/files";

/** A store's own failures (refused connection, full disk, no right) under one name; what is known about the file passes as it is. */
export const awayOtherwise = async <T>(sha256: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (e) {
    throw isFileStoreError(e) ? e : new FileStoreError("away", sha256, { cause: e });
  }
};
