import { spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { cacheFolder, checkout } from "./paths.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const fromWeb = createRequire(join(checkout, "apps", "web", "package.json"));

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const playwrightsOwn = (): string | undefined => {
  try {
    const { chromium } = fromWeb("@playwright/test") as { chromium: { executablePath: () => string } };
    return chromium.executablePath();
  } catch {
    return undefined;
  }
};

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless-shell"];

const onPath = (path: string): string | undefined =>
  names.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name))).find(isProgram);

const unpack = async (archive: string, into: string): Promise<void> => {
  mkdirSync(into, { recursive: true });
  const tar = spawn("tar", ["-x", "--no-same-owner", "-C", into], { stdio: ["pipe", "ignore", "ignore"] });
  const done = new Promise<void>((resolve, reject) => {
    tar.once("error", reject);
    tar.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with code ${code}`))));
  });
  await Promise.all([pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin), done]);
};

/** Fonts for machines that have no Chinese one, so that screenshots show characters and not boxes. */
const fontFolder = (): string | undefined => {
  try {
    const fromGateways = createRequire(join(checkout, "packages", "gateways", "package.json"));
    return dirname(fromGateways.resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  } catch {
    return undefined;
  }
};

const fontsConfig = (folders: readonly string[], cache: string): string =>
  [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    existsSync("/etc/fonts/fonts.conf") ? '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>' : "",
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${cache}</cachedir></fontconfig>`,
  ].join("\n");

/** Shared libraries the program wants and the system does not have. */
const missingLibraries = (program: string): boolean =>
  /not found/.test(spawnSync("ldd", [program], { encoding: "utf8" }).stdout ?? "");

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The Chromium inside the npm package @sparticuz/chromium, unpacked once into the cache. It brings its own NSS libraries for
 * systems without them. Behind a small script, because library and font paths must be set before it starts.
 */
const packaged = async (cache: string): Promise<string | undefined> => {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  let root: string;
  try {
    root = dirname(dirname(fromWeb.resolve("@sparticuz/chromium")));
  } catch {
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  const program = join(folder, "chromium");
  if (!existsSync(program)) {
    const half = `${folder}.${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const bin = (name: string): string => join(root, "bin", name);
    const target = createWriteStream(join(half, "chromium"), { mode: 0o755 });
    await Promise.all([
      pipeline(createReadStream(bin("chromium.br")), createBrotliDecompress(), target),
      unpack(bin("al2023.tar.br"), half),
      unpack(bin("swiftshader.tar.br"), half),
      unpack(bin("fonts.tar.br"), half),
    ]);
    rmSync(folder, { recursive: true, force: true });
    renameSync(half, folder);
  }
  const fonts = [join(folder, "fonts"), fontFolder()].filter((one) => one !== undefined);
  writeFileSync(join(folder, "fonts.conf"), fontsConfig(fonts, join(folder, "font-cache")));
  const libraries = missingLibraries(program) ? `export LD_LIBRARY_PATH=${quoted(join(folder, "lib"))}\n` : "";
  const script = join(folder, "start-chromium");
  const fontsFile = quoted(join(folder, "fonts.conf"));
  writeFileSync(script, `#!/bin/sh\n${libraries}export FONTCONFIG_FILE=${fontsFile}\nexec ${quoted(program)} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
};

const starts = (program: string): boolean =>
  spawnSync(program, ["--version"], { encoding: "utf8", timeout: 60_000 }).status === 0;

export const noChromium =
  "No Chromium was found for the browser tests. Install one with `apt-get install chromium`, or set CHROMIUM_PATH.";

/** Path of a Chromium for the browser tests; throws the sentence that says how to get one where there is none. */
export const findChromium = async (env: Environment): Promise<string> => {
  if (env.CHROMIUM_PATH) {
    if (isProgram(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not a program.`);
  }
  const own = playwrightsOwn();
  if (own && isProgram(own)) return own;
  const system = onPath(env.PATH ?? "");
  if (system) return system;
  const unpacked = await packaged(cacheFolder(env));
  if (unpacked && starts(unpacked)) return unpacked;
  throw new Error(noChromium);
};

if (process.argv[1] === import.meta.filename) {
  try {
    process.stdout.write(`${await findChromium(process.env)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
