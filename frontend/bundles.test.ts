// @vitest-environment node
/// <reference types="node" />
/** The budgets of what a browser downloads, and that it runs under `script-src 'self'`. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type BuildResult, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

type Built = BuildResult<{ metafile: true; write: false }>;
let [main, room]: Built[] = [];

/** As build.mjs does it. */
function bundle(entry: string): Promise<Built> {
  const here = fileURLToPath(new URL(".", import.meta.url));
  return build({
    absWorkingDir: here, entryPoints: [entry], bundle: true, splitting: true, format: "esm", minify: true,
    target: ["es2022", "chrome109", "firefox115", "safari16"], outdir: "dist", write: false, metafile: true,
  });
}

beforeAll(async () => { [main, room] = await Promise.all([bundle("main.ts"), bundle("room.ts")]); });

/** The entry with everything it imports before it runs. */
function eagerly(entry: string, outputs: Metafile["outputs"], seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const { path, kind } of outputs[entry]?.imports ?? []) if (kind === "import-statement") eagerly(path, outputs, seen);
  return seen;
}

function textsOf(result: Built | undefined, entry: string): string[] {
  if (result === undefined) throw new Error("nothing was built");
  const files = eagerly(`dist/${entry}`, result.metafile.outputs);
  return result.outputFiles.filter((file) => [...files].some((name) => file.path.endsWith(name))).map((file) => file.text);
}

const compressed = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + gzipSync(text).length, 0);

describe("what a browser downloads", () => {
  it("is at most 10.5 kB in two pieces for a page that is not live, without Socket.IO", () => {
    const texts = textsOf(main, "main.js");
    expect(compressed(texts)).toBeLessThan(10_500);
    expect(texts.length).toBeLessThanOrEqual(2);
    expect(texts.join("")).not.toContain("/socket.io");
  });

  it("is at most 90 kB in one piece for the room", () => {
    const texts = textsOf(room, "room.js");
    expect(compressed(texts)).toBeLessThan(90_000);
    expect(texts).toHaveLength(1);
  });

  it("evaluates no text", () => {
    const files = [...(main?.outputFiles ?? []), ...(room?.outputFiles ?? [])];
    for (const file of files) expect(file.text).not.toMatch(/\beval\(|new Function\(/);
  });
});
