import { describe, expect, it } from "vitest";
import { Clock } from "./clock";
import { linkStatus, type Phase } from "./link";

describe("what the person is told about the link", () => {
  it.each<[Phase, number, number, string, boolean]>([
    // phase, ms since the last proof, ms since the fall → words, locked
    ["connecting", 0, 0, "connecting", false],
    ["connecting", 11_999, 11_999, "connecting", false],
    ["connecting", 12_000, 12_000, "offline", true],
    ["live", 9000, 60_000, "live", false],
    ["live", 12_000, 60_000, "offline", true],
    ["static", 60_000, 60_000, "static", false],
    ["polling", 3000, 60_000, "polling", false],
    ["polling", 12_000, 60_000, "offline", true],
    ["down", 2999, 2999, "reconnecting", false],
    ["down", 9000, 3000, "reconnecting", true],
    ["down", 12_000, 3000, "offline", true],
  ])("%s, %i ms after the last proof and %i ms after the fall: %s, locked: %s", (phase, silence, down, kind, stale) => {
    const now = 1_000_000;
    const status = linkStatus({ phase, lastProof: now - silence, downSince: now - down }, now);
    expect(status).toEqual({ kind, stale, seconds: Math.floor(silence / 1000) });
  });
});

describe("the server's clock", () => {
  const at = (ms: number): string => new Date(ms).toISOString();

  it("is read in the middle of a question and its answer", () => {
    let now = 10_000;
    const clock = new Clock(() => now);
    now = 10_200;
    clock.learn(at(70_100), 10_000);
    expect(clock.serverNow()).toBe(70_200);
  });

  it("trusts a quick answer more than a slow one or a push", () => {
    let now = 10_000;
    const clock = new Clock(() => now);
    clock.learn(at(70_000), 9990);
    now = 11_000;
    clock.learn(at(70_400), 10_000);
    clock.learn(at(70_900));
    expect(clock.serverNow()).toBe(71_005);
  });

  it("follows when the device's clock was set right", () => {
    let now = 10_000;
    const clock = new Clock(() => now);
    clock.learn(at(70_000), 9990);
    now = 70_500;
    clock.learn(at(70_500));
    expect(clock.serverNow()).toBe(70_500);
  });
});
