import type { FileStore } from "@peony/domain/files";
import { localFiles } from "./local.ts";
import { s3Files } from "./s3.ts";

/** Named as in the environment, so that each program hands on what it parsed. */
export type FileSettings = {
  readonly S3_ENDPOINT?: string | undefined;
  readonly S3_REGION?: string | undefined;
  readonly S3_BUCKET?: string | undefined;
  readonly S3_ACCESS_KEY_ID?: string | undefined;
  readonly S3_SECRET_ACCESS_KEY?: string | undefined;
  readonly PEONY_FILES_DIR?: string | undefined;
};

/** The file store that is configured: a bucket where all of one is named, else the local folder. */
export const fileStoreFrom = (settings: FileSettings): FileStore => {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, PEONY_FILES_DIR } = settings;
  if (S3_ENDPOINT && S3_REGION && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY)
    return s3Files({
      endpoint: S3_ENDPOINT,
      region: S3_REGION,
      bucket: S3_BUCKET,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    });
  if (!PEONY_FILES_DIR) throw new Error("Neither S3_* nor PEONY_FILES_DIR is set.");
  return localFiles(PEONY_FILES_DIR);
};
