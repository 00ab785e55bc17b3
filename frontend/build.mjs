// Builds what the browser loads: `node build.mjs` → dist/ with content-hashed names and dist/manifest.json
// {"main.css": "main-3F2A….css", …}. The names are hashed so that the server may say "immutable" for a year.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const ENTRIES = ["main.ts", "room.ts", "passkeys.ts", "styles/main.css", "styles/room.css"];
const ASSETS = join(HERE, "assets");

async function bundle(entryPoints) {
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints,
    outdir: DIST,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    metafile: true,
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    loader: { ".woff2": "file", ".svg": "file" },
    legalComments: "none",
    logLevel: "warning",
  });
  return namesOf(metafile.outputs);
}

/** Manifest names: an entry keeps its own name, a file a stylesheet refers to (a font) that of its source. */
function namesOf(outputs) {
  const names = {};
  for (const [path, output] of Object.entries(outputs)) {
    const source = output.entryPoint ?? copiedFrom(output);
    if (source === undefined) continue;
    const name = basename(source, extname(source)) + extname(path);
    if (ENTRIES.includes(source) || output.entryPoint === undefined) names[name] = basename(path);
  }
  return names;
}

function copiedFrom(output) {
  const sources = Object.keys(output.inputs);
  return sources.length === 1 && /\.(woff2|svg)$/.test(sources[0]) ? sources[0] : undefined;
}

function copyAssets() {
  const names = {};
  for (const entry of readdirSync(ASSETS, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
    const extension = extname(entry.name);
    names[entry.name] = `${basename(entry.name, extension)}-${hash}${extension}`;
    writeFileSync(join(DIST, names[entry.name]), content);
  }
  return names;
}

/** The manifest comes last and in one step: a server never reads names whose files are not there yet. */
function writeManifest(names) {
  const sorted = Object.fromEntries(Object.entries(names).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(join(DIST, "manifest.json.new"), `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(join(DIST, "manifest.json.new"), join(DIST, "manifest.json"));
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
// The room is one file, apart: a network that falls between two pieces would leave a vote half alive.
const room = await bundle(["room.ts"]);
writeManifest({ ...room, ...(await bundle(ENTRIES.filter((entry) => entry !== "room.ts"))), ...copyAssets() });
