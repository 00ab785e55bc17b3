import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { entry, followed, journal, STREAM } from "../testing/streams";
import { FakeWires, settle } from "../testing/wires";
import type { Entry, Followed } from "./envelope";
import { Live } from "./live";

const OPENING = { after: 41, epoch: "e1" };
const beat = (sequences: Record<string, number>, position: number) =>
  ({ positions: { [STREAM]: position }, sequences: { [STREAM]: sequences }, server_time: new Date().toISOString() });

function page(options: { gallery?: boolean; random?: () => number } = {}) {
  const wires = new FakeWires();
  const live = new Live({ open: wires.open, read: wires.read, random: options.random ?? (() => 0.5), gallery: options.gallery ?? false });
  const heard: Entry[] = [];
  const listener = {
    entries: vi.fn((entries: readonly Entry[]) => { heard.push(...entries); }),
    reset: vi.fn(), state: vi.fn(), refused: vi.fn(),
  };
  live.follow(STREAM, OPENING, listener);
  live.start();
  return { wires, live, heard, listener };
}

async function joined(answer: Followed = followed(41, { public: 30 }, { entries: [] })) {
  const one = page();
  one.wires.last.up();
  one.wires.callsOf("follow").at(-1)?.answer(answer);
  await settle();
  return one;
}

describe("the live side of a page", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("follows from what the page was rendered with and is then up to date", async () => {
    const { wires, live } = page();
    expect(live.status.kind).toBe("connecting");
    wires.last.up();
    expect(wires.calls[0]?.payload).toEqual({ stream: STREAM, after: 41, epoch: "e1" });
    wires.calls[0]?.answer(followed(41, { public: 30 }, { entries: [] }));
    await settle();
    expect(live.status).toMatchObject({ kind: "live", stale: false });
  });

  it("hands pushed entries to those who listen", async () => {
    const { wires, heard } = await joined();
    wires.last.message("entry", entry(42, 31));
    wires.last.message("entry", entry(42, 31));
    expect(heard).toEqual([entry(42, 31)]);
  });

  it("fills a gap from the journal after half a second, not before", async () => {
    const { wires, heard } = await joined();
    wires.page(journal([entry(42, 31), entry(43, 32)], 43, { public: 32 }));
    wires.last.message("entry", entry(43, 32));
    await vi.advanceTimersByTimeAsync(499);
    expect(wires.read).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(wires.read).toHaveBeenCalledWith(STREAM, 41, null);
    expect(heard).toEqual([entry(42, 31), entry(43, 32)]);
  });

  it("does not ask when the late entry comes by itself", async () => {
    const { wires, heard } = await joined();
    wires.last.message("entry", entry(43, 32));
    await vi.advanceTimersByTimeAsync(300);
    wires.last.message("entry", entry(42, 31));
    await vi.advanceTimersByTimeAsync(1000);
    expect(wires.read).not.toHaveBeenCalled();
    expect(heard).toHaveLength(2);
  });

  it("learns of a loss from a beat", async () => {
    const { wires, heard } = await joined();
    wires.page(journal([entry(42, 31)], 42, { public: 31 }));
    wires.last.message("beat", beat({ public: 31 }, 42));
    await vi.advanceTimersByTimeAsync(500);
    expect(heard).toEqual([entry(42, 31)]);
  });

  it("is offline after twelve seconds without a beat, and opens another link", async () => {
    const { wires, live } = await joined();
    await vi.advanceTimersByTimeAsync(10_000);
    wires.last.message("beat", beat({ public: 30 }, 41));
    await vi.advanceTimersByTimeAsync(11_999);
    expect(live.status.kind).toBe("live");
    await vi.advanceTimersByTimeAsync(1);
    expect(live.status).toEqual({ kind: "offline", seconds: 12, stale: true });
    expect(wires.attempts[0]?.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    expect(wires.attempts).toHaveLength(2);
  });

  it("comes back with what it knows and is told what it missed", async () => {
    const { wires, live, heard } = await joined();
    wires.last.message("entry", entry(42, 31));
    wires.last.down("transport close", 0);
    expect(live.status).toMatchObject({ kind: "reconnecting", stale: false });
    await vi.advanceTimersByTimeAsync(250);
    wires.last.up();
    expect(wires.callsOf("follow").at(-1)?.payload).toEqual({ stream: STREAM, after: 42, epoch: "e1" });
    wires.callsOf("follow").at(-1)?.answer(followed(43, { public: 32 }, { entries: [entry(43, 32)] }));
    await settle();
    expect(heard).toEqual([entry(42, 31), entry(43, 32)]);
    expect(live.status.kind).toBe("live");
  });

  it("locks after three seconds without link, so that a blink of the network takes nobody's focus", async () => {
    const { wires, live } = await joined();
    wires.reply = () => new Promise(() => undefined);
    wires.last.down("transport close", 0);
    await vi.advanceTimersByTimeAsync(2999);
    expect(live.status.stale).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(live.status.stale).toBe(true);
  });

  it.each([
    [false, 0.998, [499, 998, 1996, 3992, 7984, 7984]],
    [true, 0.998, [499, 998, 1996, 3992, 7984, 15_968, 19_960, 19_960]],
    [true, 0.002, [1, 2, 4, 8]],
  ])("waits with full jitter (gallery: %s, dice: %d)", async (gallery, dice, waits) => {
    const { wires } = page({ gallery, random: () => dice });
    wires.read.mockResolvedValue({ kind: "unreachable", retryAfter: 0 });
    for (const wait of waits) {
      const before = wires.attempts.length;
      wires.last.down("refused", 0);
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(wires.attempts).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(wires.attempts).toHaveLength(before + 1);
    }
  });

  it("waits at least as long as the server asks when there are too many joins", async () => {
    const { wires, live } = page();
    wires.last.up();
    wires.calls[0]?.answer({ problem: { type: "/problems/too-many-joins", title: "…", status: 503, retry_after: 2.5 } });
    await settle();
    expect(live.status.kind).toBe("connecting");
    await vi.advanceTimersByTimeAsync(2499);
    expect(wires.callsOf("follow")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1100);
    expect(wires.callsOf("follow")).toHaveLength(2);
  });

  it("forgets and follows again when its rights moved", async () => {
    const { wires, listener } = await joined();
    wires.last.message("moved", { stream: STREAM });
    expect(wires.callsOf("follow").at(-1)?.payload).toEqual({ stream: STREAM });
    wires.callsOf("follow").at(-1)?.answer(followed(44, { public: 33 }, { epoch: "e2", snapshot: { a: 1 } }));
    await settle();
    expect(listener.reset).toHaveBeenCalledWith(44, "e2", { a: 1 }, []);
  });

  it("tells those who listen that they may not follow any longer", async () => {
    const { wires, listener } = await joined();
    wires.last.message("moved", { stream: STREAM });
    wires.callsOf("follow").at(-1)?.answer({ problem: { type: "/problems/not-allowed", title: "Non", status: 403 } });
    await settle();
    expect(listener.refused).toHaveBeenCalledWith(403);
  });

  it("tells so too when the operator suspends what is followed: it does not come back in a second", async () => {
    const { wires, listener } = await joined();
    wires.last.message("moved", { stream: STREAM });
    wires.callsOf("follow").at(-1)?.answer({ problem: { type: "/problems/paused", title: "Suspendu", status: 503 } });
    await settle();
    expect(listener.refused).toHaveBeenCalledWith(503);
  });

  it("is no live page when nothing may be followed, and asks no more", async () => {
    const { wires, live, listener } = page();
    wires.last.up();
    wires.calls[0]?.answer({ problem: { type: "/problems/not-found", title: "Introuvable", status: 404 } });
    await settle();
    expect(listener.refused).toHaveBeenCalledWith(404);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(live.status).toMatchObject({ kind: "static", stale: false });
    expect(wires.attempts).toHaveLength(1);
  });

  it("keeps only the latest of a lossy state, and begins anew with each link", async () => {
    const { wires, listener } = await joined();
    for (const version of [3, 2, 4]) wires.last.message("state", { stream: STREAM, key: "presence", version, value: { version } });
    expect(listener.state.mock.calls.map(([message]) => (message as { version: number }).version)).toEqual([3, 4]);
    wires.last.down("transport close", 0);
    await vi.advanceTimersByTimeAsync(250);
    wires.last.up();
    wires.callsOf("follow").at(-1)?.answer(followed(41, { public: 30 }, { entries: [] }));
    await settle();
    wires.last.message("state", { stream: STREAM, key: "presence", version: 1, value: {} });
    expect(listener.state).toHaveBeenCalledTimes(3);
  });

  it("follows again when the tab is seen again", async () => {
    const { wires, live } = await joined();
    live.resync();
    expect(wires.callsOf("follow").at(-1)?.payload).toEqual({ stream: STREAM, after: 41, epoch: "e1" });
    expect(live.status.kind).toBe("live");
  });

  it("reads the journal every three seconds when no link holds, until one does", async () => {
    const { wires, live, heard } = page();
    wires.read.mockResolvedValue({ kind: "page", page: journal([], 41, { public: 30 }), etag: '"t"', askedAt: 0 });
    for (let failure = 0; failure < 3; failure += 1) { wires.last.down("refused", 0); await vi.advanceTimersByTimeAsync(5000); }
    expect(live.status).toMatchObject({ kind: "polling", stale: false });
    expect(wires.read).toHaveBeenLastCalledWith(STREAM, 41, '"t"');
    wires.page(journal([entry(42, 31)], 42, { public: 31 }));
    await vi.advanceTimersByTimeAsync(3000);
    expect(heard).toEqual([entry(42, 31)]);
    wires.last.up();
    wires.callsOf("follow").at(-1)?.answer(followed(42, { public: 31 }, { entries: [] }));
    await settle();
    expect(live.status.kind).toBe("live");
    const rounds = wires.read.mock.calls.length;
    await vi.advanceTimersByTimeAsync(9000);
    expect(wires.read).toHaveBeenCalledTimes(rounds);
  });

  it("is offline when polling fails as well", async () => {
    const { wires, live } = page();
    wires.read.mockResolvedValue({ kind: "unreachable", retryAfter: 0 });
    for (let failure = 0; failure < 4; failure += 1) { wires.last.down("refused", 0); await vi.advanceTimersByTimeAsync(5000); }
    expect(live.status).toMatchObject({ kind: "offline", stale: true });
  });

  it("leaves a stream when nobody listens any longer", async () => {
    const wires = new FakeWires();
    const live = new Live({ open: wires.open, read: wires.read });
    const leave = live.follow(STREAM, null, {});
    live.start();
    wires.last.up();
    expect(wires.calls[0]?.payload).toEqual({ stream: STREAM });
    leave();
    expect(wires.callsOf("unfollow")[0]?.payload).toEqual({ stream: STREAM });
  });
});
