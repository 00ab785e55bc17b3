// @vitest-environment node
/// <reference types="node" />
/** The budgets of what a browser downloads, and that it runs under `script-src 'self'`. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type BuildResult, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

let result: BuildResult<{ metafile: true; write: false }>;

beforeAll(async () => {
  const here = fileURLToPath(new URL(".", import.meta.url));
  result = await build({
    absWorkingDir: here, entryPoints: ["main.ts", "room.ts"], bundle: true, splitting: true, format: "esm", minify: true,
    target: ["es2022", "chrome109", "firefox115", "safari16"], outdir: "dist", write: false, metafile: true,
  });
});

/** The entry with everything it imports before it runs. */
function eagerly(entry: string, outputs: Metafile["outputs"], seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const { path, kind } of outputs[entry]?.imports ?? []) if (kind === "import-statement") eagerly(path, outputs, seen);
  return seen;
}

function textsOf(entry: string): string[] {
  const files = eagerly(`dist/${entry}`, result.metafile.outputs);
  return result.outputFiles.filter((file) => [...files].some((name) => file.path.endsWith(name))).map((file) => file.text);
}

const compressed = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + gzipSync(text).length, 0);

describe("what a browser downloads", () => {
  it("is at most 10 kB for a page that is not live, without Socket.IO", () => {
    const main = textsOf("main.js");
    expect(compressed(main)).toBeLessThan(10_000);
    expect(main.join("")).not.toContain("/socket.io");
  });

  it("is at most 90 kB for the room", () => {
    expect(compressed(textsOf("room.js"))).toBeLessThan(90_000);
  });

  it("evaluates no text", () => {
    for (const file of result.outputFiles) expect(file.text).not.toMatch(/\beval\(|new Function\(/);
  });
});
