import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileStore } from "@peony/domain/files";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileStoreFrom, localFiles, s3Files } from "./index.ts";

/** Just enough of an object store for the SDK to talk to: PUT, GET, HEAD by path. */
const objects = new Map<string, Buffer>();
let server: Server;
let endpoint = "";
const folder = mkdtempSync(join(tmpdir(), "peony-files-"));

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (c: Buffer) => chunks.push(c));
    request.on("end", () => {
      const key = (request.url ?? "").split("?")[0] ?? "";
      if (request.method === "PUT")
        objects.set(key, unchunk(Buffer.concat(chunks), request.headers["x-amz-decoded-content-length"]));
      const found = objects.get(key);
      response.statusCode = request.method === "PUT" || found ? 200 : 404;
      if (found && request.method !== "PUT") response.setHeader("content-length", found.length);
      response.end(request.method === "GET" ? found : undefined);
    });
  });
  await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** The SDK may send the body in signed chunks; their framing is taken off. */
const unchunk = (body: Buffer, decoded: string | string[] | undefined): Buffer => {
  if (decoded === undefined) return body;
  const size = Number(decoded);
  const start = body.indexOf("\r\n") + 2;
  return body.subarray(start, start + size);
};

const stores: [string, () => FileStore, (sha256: string) => void][] = [
  [
    "a local folder",
    () => localFiles(folder),
    (sha256) => {
      const path = join(folder, sha256.slice(0, 2), sha256);
      writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("x")]));
    },
  ],
  [
    "an S3-compatible store",
    () => s3Files({ endpoint, region: "test", bucket: "peony", accessKeyId: "a", secretAccessKey: "b" }),
    (sha256) => {
      for (const [key, bytes] of objects)
        if (key.endsWith(sha256)) objects.set(key, Buffer.concat([bytes, Buffer.from("x")]));
    },
  ],
];

describe.each(stores)("FileStore in %s", (_name, store, tamper) => {
  test("gives back what was put, under the hash of its content, once", async () => {
    const bytes = randomBytes(70_000);
    const [a, b] = await Promise.all([store().put(bytes), store().put(bytes)]);
    expect(a).toBe(b);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(Buffer.from(await store().get(a)).equals(bytes)).toBe(true);
    expect(await store().has(a)).toBe(true);
  });
  test("says missing for what is not there", async () => {
    expect(await store().has("0".repeat(64))).toBe(false);
    await expect(store().get("0".repeat(64))).rejects.toMatchObject({ fault: "missing" });
  });
  test("never hands out bytes that were changed", async () => {
    const sha256 = await store().put(randomBytes(300));
    tamper(sha256);
    await expect(store().get(sha256)).rejects.toMatchObject({ fault: "changed" });
  });
});

test("a local name that is a path reaches nothing, and no half file is left behind", async () => {
  await expect(localFiles(folder).get("../../etc/passwd")).rejects.toMatchObject({ fault: "missing" });
  expect(readdirSync(folder, { recursive: true }).filter((f) => /\.[0-9a-f-]{36}$/.test(String(f)))).toEqual([]);
});

describe("a store that does not answer", () => {
  const nobody = { region: "test", bucket: "peony", accessKeyId: "a", secretAccessKey: "b" };
  /** A file where the folder should be, and a port on which nobody listens. */
  const blocked = join(folder, "blocked");
  test.each([
    ["a local folder", () => localFiles(blocked)],
    ["an S3-compatible store", () => s3Files({ endpoint: "http://127.0.0.1:1", ...nobody })],
  ])("%s is away, for storing and for reading", async (_name, store) => {
    writeFileSync(blocked, "");
    await expect(store().put(randomBytes(10))).rejects.toMatchObject({ name: "FileStoreError", fault: "away" });
    await expect(store().get("0".repeat(64))).rejects.toMatchObject({ name: "FileStoreError", fault: "away" });
  });
});

describe("fileStoreFrom", () => {
  test("takes the bucket where all of one is named, else the folder, else neither", async () => {
    const bucket = { S3_REGION: "r", S3_BUCKET: "named", S3_ACCESS_KEY_ID: "a", S3_SECRET_ACCESS_KEY: "b" };
    const sha256 = await fileStoreFrom({ ...bucket, S3_ENDPOINT: endpoint, PEONY_FILES_DIR: folder }).put(
      randomBytes(9),
    );
    expect([...objects.keys()]).toContain(`/named/${sha256.slice(0, 2)}/${sha256}`);
    const local = await fileStoreFrom({ ...bucket, PEONY_FILES_DIR: folder }).put(randomBytes(9));
    expect(readFileSync(join(folder, local.slice(0, 2), local))).toHaveLength(9);
    expect(() => fileStoreFrom(bucket)).toThrow("PEONY_FILES_DIR");
  });
});
