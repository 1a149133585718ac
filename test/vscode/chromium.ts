/**
 * A headless Chromium out of the npm package `@sparticuz/chromium`, for machines without a browser.
 *
 * The package is made for Amazon's Lambda. Its files are inflated here and its code is not run,
 * because that code always inflates into the temp folder, without care for a second process, and
 * switches the browser's security off.
 */
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { hostPackage, outDir } from "./paths.ts";

/** A browser that can be started, and what its environment has to hold besides this process's. */
export type BrowserProgram = { readonly file: string; readonly env: Record<string, string> };

const run = promisify(execFile);
const bundle = path.resolve(fileURLToPath(import.meta.resolve("@sparticuz/chromium")), "../../bin");

/** Inflates the browser on first use (about 5 s) and finds out what the machine lacks for it. */
export async function bundledChromium(): Promise<BrowserProgram> {
  const home = path.join(outDir, "chromium", await bundledVersion());
  if (!existsSync(home)) await inflateBundle(home);
  const file = path.join(home, "chromium");
  const env: Record<string, string> = {};
  if (await lacksLibraries(file)) env["LD_LIBRARY_PATH"] = path.join(home, "al2023/lib");
  if (!(await hasFonts())) env["FONTCONFIG_FILE"] = await writeFontConfig(home);
  return { file, env };
}

async function bundledVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(bundle, "../package.json"), "utf8"));
  return (manifest as { version: string }).version;
}

/** Complete or absent: the folder gets its name only when everything is in it. */
async function inflateBundle(home: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await Promise.all([
    inflate("chromium.br", path.join(draft, "chromium")),
    // The graphics libraries are looked for beside the program.
    unpack("swiftshader.tar.br", draft),
    unpack("al2023.tar.br", path.join(draft, "al2023")),
    unpack("fonts.tar.br", path.join(draft, "fonts")),
  ]);
  await rename(draft, home).catch(async (error: unknown) => {
    if (!existsSync(home)) throw error;
    await rm(draft, { recursive: true });
  });
}

async function inflate(name: string, target: string): Promise<void> {
  const source = createReadStream(path.join(bundle, name));
  await pipeline(source, createBrotliDecompress(), createWriteStream(target, { mode: 0o755 }));
}

/**
 * By way of a file: tar stops reading at the archive's end mark, and whether a pipe into it closes
 * before or after its last bytes were taken is a race.
 */
async function unpack(name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const archive = `${folder}/${name}.tmp`;
  await inflate(name, archive);
  await run("tar", ["-x", "-f", archive, "-C", folder]);
  await rm(archive);
}

async function lacksLibraries(file: string): Promise<boolean> {
  const { stdout } = await run("ldd", [file]);
  return stdout.includes("not found");
}

async function hasFonts(): Promise<boolean> {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(process.env["HOME"] ?? "/", ".fonts")];
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    if (names.some((name) => /\.(ttf|otf|ttc)$/.test(name))) return true;
  }
  return false;
}

/** Open Sans comes with the browser; code needs a fixed width, so DejaVu comes with the editor. */
async function writeFontConfig(home: string): Promise<string> {
  const file = path.join(home, "fonts.conf");
  const prefer = (generic: string, family: string): string =>
    `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  const config = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    `<dir>${path.join(hostPackage, "node_modules/dejavu-fonts-ttf/ttf")}</dir>`,
    `<dir>${path.join(home, "fonts")}</dir>`,
    `<cachedir>${path.join(home, "font-cache")}</cachedir>`,
    prefer("sans-serif", "Open Sans"),
    prefer("monospace", "DejaVu Sans Mono"),
    "</fontconfig>",
  ];
  await writeFile(file, config.join("\n"));
  return file;
}
