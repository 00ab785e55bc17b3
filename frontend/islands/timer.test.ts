import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, testPage } from "../testing/pages";
import { clockText, readTimer, timer } from "./timer";

const START = Date.parse("2026-03-03T14:00:00Z");
const FACTS = { startedAt: "2026-03-03T14:00:00Z", limitSeconds: "180", warningSeconds: "30" };
const HTML = `<time data-timer data-started-at="${FACTS.startedAt}" data-paused-at="" data-paused-seconds="0"
  data-limit-seconds="180" data-warning-seconds="30">3:00</time>`;

describe("reading a timer", () => {
  it.each([
    [0, {}, "3:00", "running"],
    [0.4, {}, "3:00", "running"],
    [55, {}, "2:05", "running"],
    [150, {}, "0:30", "warning"],
    [180, {}, "+0:00", "overrun"],
    [192, {}, "+0:12", "overrun"],
    [192, { pausedSeconds: "60" }, "0:48", "running"],
    [500, { pausedAt: "2026-03-03T14:01:00Z" }, "2:00", "running"],
    [3725, { limitSeconds: "" }, "1:02:05", "running"],
    [-5, {}, "3:00", "running"],
  ])("%d s after the start with %j: %s, %s", (seconds, more, text, phase) => {
    const reading = readTimer({ ...FACTS, ...more }, START + seconds * 1000);
    expect(reading && [clockText(reading, ""), reading.phase]).toEqual([text, phase]);
  });

  it("shows nothing of its own before the start, and can count up", () => {
    expect(readTimer({ startedAt: "" }, START)).toBeNull();
    const reading = readTimer(FACTS, START + 65_000);
    expect(reading && clockText(reading, "elapsed")).toBe("1:05");
  });
});

describe("a timer on the page", () => {
  beforeEach(() => { vi.useFakeTimers({ now: START }); });
  afterEach(() => { vi.useRealTimers(); });

  it("runs on the server's clock, whatever the device says", () => {
    vi.setSystemTime(START + 3_600_000);
    const page = testPage("", { timer });
    page.clock.learn(new Date(START + 60_000).toISOString(), Date.now());
    document.body.innerHTML = HTML;
    page.mounts.update();
    expect(find("time").textContent).toBe("2:00");
  });

  it("warns and tells the overrun, aloud only at these two moments", () => {
    const page = testPage(HTML, { timer });
    vi.advanceTimersByTime(149_900);
    expect(page.said).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(find("time").className).toBe("is-warning");
    vi.advanceTimersByTime(40_000);
    expect(find("time").className).toBe("is-overrun");
    expect(find("time").textContent).toBe("+0:10");
    expect(page.said).toEqual(["Il reste 30\u00a0secondes.", "Le temps de parole est dépassé."]);
  });

  it("does not tell a newcomer of a warning that is long past", () => {
    vi.setSystemTime(START + 170_000);
    const page = testPage(HTML, { timer });
    vi.advanceTimersByTime(2000);
    expect(page.said).toEqual([]);
  });

  it("stops when paused and goes on after a refresh says so", () => {
    const page = testPage(HTML.replace('data-paused-at=""', 'data-paused-at="2026-03-03T14:00:00Z"'), { timer });
    vi.advanceTimersByTime(10_000);
    expect([find("time").textContent, find("time").className]).toEqual(["3:00", "is-paused"]);
    find("time").dataset.pausedAt = "";
    find("time").dataset.pausedSeconds = "10";
    page.mounts.update();
    vi.advanceTimersByTime(5100);
    expect(find("time").textContent).toBe("2:55");
  });

  it("stops ticking when taken away", () => {
    const page = testPage(HTML, { timer });
    find("time").remove();
    page.mounts.update();
    expect(vi.getTimerCount()).toBe(1); // the silence watch of the live link
  });
});
