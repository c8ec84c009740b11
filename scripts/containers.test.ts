import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { filesIn, readRoot } from "./guards/files.ts";

// What can be known about containers without a container engine.

type Service = { image?: string; build?: { dockerfile: string }; environment?: Record<string, string | null> };
const compose = readRoot("infra/docker/compose.yaml");
const { services } = parse(compose, { merge: true }) as { services: Record<string, Service> };
const kubernetes = filesIn("infra/kubernetes", [".yaml"]);

/** Names of the variables an env.ts asks for. */
const variablesOf = (path: string): string[] =>
  [...readRoot(path).matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((m) => m[1] ?? "");
const programs = { web: "apps/web/src/server/env.ts", worker: "apps/worker/src/env.ts" } as const;

/** Keys of compose.yaml that stand below a comment. */
const explained = new Set(
  [...compose.matchAll(/^(?:x-peony: &peony)? *# .+\.\n *([A-Z][A-Z0-9_]+):/gm)].map((m) => m[1]),
);

/** An image name with an exact tag: a version, never a moving word. */
const isPinned = (image: string): boolean =>
  /^[\w./-]+:(v?\d+(\.\d+)+([.-][\w.]+)*|RELEASE\.\d{4}-\d{2}-\d{2}T[\d-]+Z)$/.test(image);

const toolchain = JSON.parse(readRoot("toolchain/package.json")) as { optionalDependencies: Record<string, string> };
const version = (name: string): string =>
  toolchain.optionalDependencies[`${name}.linux-x64`] ?? toolchain.optionalDependencies[`${name}-linux-x64`] ?? "";

describe("compose.yaml", () => {
  test.each(Object.entries(programs))("%s: has every variable of its env.ts, each with a sentence", (name, path) => {
    const wanted = variablesOf(path);
    expect(wanted.length).toBeGreaterThan(10);
    const given = Object.keys(services[name]?.environment ?? {});
    expect(wanted.filter((v) => !given.includes(v))).toEqual([]);
    expect(given.filter((v) => !wanted.includes(v))).toEqual([]);
    expect(wanted.filter((v) => !explained.has(v))).toEqual([]);
  });

  test("an optional variable is absent or real, never an empty text that env.ts would refuse", () => {
    for (const name of Object.keys(programs))
      for (const value of Object.values(services[name]?.environment ?? {}))
        expect(value === null || !/:-\}$|^$/.test(value)).toBe(true);
  });

  test("pins every image, and every own image has its Dockerfile", () => {
    for (const bad of ["postgres", "postgres:latest", "postgres:18", "minio/minio:RELEASE"])
      expect(isPinned(bad)).toBe(false);
    const images = Object.values(services).map((s) => s.image ?? "");
    expect(images.filter((image) => !isPinned(image))).toEqual([]);
    for (const { build } of Object.values(services)) if (build) expect(readRoot(build.dockerfile)).toContain("FROM");
  });

  test("every password is asked for by name, and .env.example says what each is", () => {
    const asked = new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map((m) => m[1] ?? ""));
    const example = readRoot("infra/docker/.env.example");
    for (const name of asked) expect(example).toMatch(new RegExp(`^# .+\\n${name}=$`, "m"));
  });

  test("carries the version of the product", () => {
    const { version: product } = JSON.parse(readRoot("package.json")) as { version: string };
    for (const { build, image } of Object.values(services))
      if (build) expect(image).toMatch(new RegExp(`:${product}$`));
  });
});

describe("Dockerfiles", () => {
  test.each(["infra/docker/Dockerfile.web", "infra/docker/Dockerfile.worker"])(
    "%s: has the Node and pnpm of the toolchain",
    (path) => {
      const text = readRoot(path);
      const args = Object.fromEntries([...text.matchAll(/^ARG (\w+)=(\S+)$/gm)].map((m) => [m[1], m[2]]));
      expect(args).toEqual({ NODE_VERSION: version("node"), PNPM_VERSION: version("@pnpm/exe") });
      expect((JSON.parse(readRoot("package.json")) as { packageManager: string }).packageManager).toBe(
        `pnpm@${version("@pnpm/exe")}`,
      );
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the Dockerfile's own placeholder
      const base = "node:${NODE_VERSION}-bookworm-slim";
      const stages = [...text.matchAll(/^FROM (\S+) AS (\w+)$/gm)];
      const named = stages.map((m) => m[2]);
      for (const [, image] of stages) expect([base, ...named]).toContain(image);
      expect(text).toMatch(/^USER node$/m);
      expect(text).toContain("--frozen-lockfile");
    },
  );

  test("secrets and what can be made again stay outside", () => {
    const ignored = readRoot(".dockerignore").split("\n");
    for (const name of [".env", ".git", ".peony", "**/node_modules"]) expect(ignored).toContain(name);
  });
});

type Container = { image: string; env?: { name: string; valueFrom?: { secretKeyRef?: { key: string } } }[] };
type Manifest = {
  kind: string;
  metadata: { name: string };
  spec?: { template?: { spec: { containers: Container[]; initContainers?: Container[] } } };
  resources?: string[];
  images?: { name: string; newTag: string }[];
};
const manifests = kubernetes.flatMap(({ path, text }) =>
  parseAllDocuments(text).map((d) => {
    expect([path, d.errors]).toEqual([path, []]);
    return { path, ...(d.toJS() as Manifest) };
  }),
);

describe("kustomize", () => {
  test("every resource that is named exists, and every manifest is named", () => {
    for (const k of manifests.filter((m) => m.kind === "Kustomization")) {
      const folder = k.path.replace(/[^/]+$/, "");
      for (const name of k.resources ?? [])
        expect(kubernetes.map((f) => f.path)).toContain(
          name === "../../base" ? "infra/kubernetes/base/kustomization.yaml" : `${folder}${name}`,
        );
      const beside = kubernetes.filter((f) => f.path.startsWith(folder) && !f.path.slice(folder.length).includes("/"));
      expect(
        beside
          .map((f) => f.path.slice(folder.length))
          .filter((n) => n !== "kustomization.yaml")
          .sort(),
      ).toEqual((k.resources ?? []).filter((n) => n !== "../../base").sort());
    }
  });

  test.each(Object.entries(programs))("%s: has every variable of its env.ts", (name, path) => {
    const deployment = manifests.find((m) => m.kind === "Deployment" && m.metadata.name === name);
    const given = deployment?.spec?.template?.spec.containers[0]?.env?.map((e) => e.name) ?? [];
    expect([...given].sort()).toEqual(variablesOf(path).sort());
  });

  test("images are pinned where they stand or by the base's list of tags", () => {
    const tags = new Map(
      manifests
        .find((m) => m.path === "infra/kubernetes/base/kustomization.yaml")
        ?.images?.map((i) => [i.name, i.newTag]),
    );
    const containers = manifests.flatMap((m) => {
      const pod = m.spec?.template?.spec;
      return pod ? [...pod.containers, ...(pod.initContainers ?? [])] : [];
    });
    expect(containers.length).toBe(4);
    for (const { image } of containers)
      expect(isPinned(image.includes(":") ? image : `${image}:${tags.get(image)}`)).toBe(true);
  });

  test("every secret value is in the list of secrets", () => {
    const listed = readRoot("infra/kubernetes/base/secrets.example.env");
    for (const [, key] of kubernetes
      .map((f) => f.text)
      .join("")
      .matchAll(/secretKeyRef: \{ name: peony, key: (\w+)/g))
      expect(listed).toMatch(new RegExp(`^${key}=$`, "m"));
  });

  test("lets the database users in with the same statements as compose", () => {
    expect(readRoot("infra/kubernetes/base/open-roles.sql")).toBe(readRoot("infra/docker/open-roles.sql"));
  });
});
