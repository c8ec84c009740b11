import type { FileStore } from "@peony/domain/files";
import { localFiles, s3Files } from "@peony/gateways/files";
import type { Env } from "./env.ts";

/** The file store the environment names: a bucket where one is configured, else the local folder. */
export const filesFrom = (env: Env): FileStore => {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, PEONY_FILES_DIR } = env;
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
