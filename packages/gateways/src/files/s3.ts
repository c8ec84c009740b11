import { createHash } from "node:crypto";
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type FileStore, FileStoreError } from "@peony/domain/files";
import { awayOtherwise } from "./away.ts";

export type S3Settings = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const isMissing = (e: unknown): boolean =>
  e instanceof NoSuchKey ||
  e instanceof NotFound ||
  (e instanceof Error && "$metadata" in e && (e.$metadata as { httpStatusCode?: number }).httpStatusCode === 404);

/** Files in a bucket of an S3-compatible store, under the same names as in the local folder. */
export const s3Files = (s: S3Settings): FileStore => {
  const client = new S3Client({
    endpoint: s.endpoint,
    region: s.region,
    forcePathStyle: true,
    credentials: { accessKeyId: s.accessKeyId, secretAccessKey: s.secretAccessKey },
    maxAttempts: 3,
  });
  const place = (sha256: string) => ({ Bucket: s.bucket, Key: `${sha256.slice(0, 2)}/${sha256}` });
  const has = async (sha256: string): Promise<boolean> => {
    try {
      await client.send(new HeadObjectCommand(place(sha256)));
      return true;
    } catch (e) {
      if (isMissing(e)) return false;
      throw e;
    }
  };
  const put = async (sha256: string, bytes: Uint8Array): Promise<string> => {
    if (!(await has(sha256)))
      await client.send(new PutObjectCommand({ ...place(sha256), Body: bytes, ContentLength: bytes.length }));
    return sha256;
  };
  const get = async (sha256: string): Promise<Uint8Array> => {
    try {
      const { Body } = await client.send(new GetObjectCommand(place(sha256)));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      if (hashOf(bytes) !== sha256) throw new FileStoreError("changed", sha256);
      return bytes;
    } catch (e) {
      if (isMissing(e)) throw new FileStoreError("missing", sha256);
      throw e;
    }
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
