import { describe, expect, it } from "vitest";
import { entry, followed, journal } from "../testing/streams";
import { GAP_WAIT, StreamCopy } from "./stream";

function copyAt(position: number, sequences: Record<string, number>): StreamCopy {
  const copy = new StreamCopy();
  copy.followed(followed(position, sequences, { snapshot: {} }), 0);
  return copy;
}

describe("a copy of a stream", () => {
  it("begins with the snapshot when it knows nothing", () => {
    const copy = new StreamCopy();
    expect(copy.resumeFrom).toBeNull();
    expect(copy.followed(followed(41, { public: 30 }, { snapshot: { a: 1 } }), 0)).toEqual({ kind: "reset", snapshot: { a: 1 }, entries: [] });
    expect(copy.resumeFrom).toEqual({ after: 41, epoch: "e1" });
    expect(copy.askAt).toBeNull();
  });

  it("continues from what the page was rendered with, without snapshot", () => {
    const copy = new StreamCopy({ after: 40, epoch: "e1" });
    expect(copy.resumeFrom).toEqual({ after: 40, epoch: "e1" });
    const outcome = copy.followed(followed(41, { public: 30 }, { entries: [entry(41, 30)] }), 0);
    expect(outcome).toEqual({ kind: "entries", entries: [entry(41, 30)] });
  });

  it("applies an entry that follows, whatever the jump of its position", () => {
    const copy = copyAt(41, { public: 30 });
    expect(copy.heard(entry(57, 31), 0)).toEqual({ kind: "entries", entries: [entry(57, 31)] });
    expect(copy.position).toBe(57);
  });

  it.each([[30], [29], [1]])("drops sequence %i when 30 is known", (sequence) => {
    const copy = copyAt(41, { public: 30 });
    expect(copy.heard(entry(41, sequence), 0)).toEqual({ kind: "nothing" });
    expect(copy.askAt).toBeNull();
  });

  it("keeps an entry beyond a gap, waits 500 ms, then asks from the last position known complete", () => {
    const copy = copyAt(41, { public: 30 });
    expect(copy.heard(entry(50, 32), 1000)).toEqual({ kind: "nothing" });
    expect(copy.askAt).toBe(1000 + GAP_WAIT);
    expect(copy.completeTo).toBe(41);
  });

  it("closes the gap by itself when the late entry comes", () => {
    const copy = copyAt(41, { public: 30 });
    copy.heard(entry(50, 32), 1000);
    expect(copy.heard(entry(48, 31), 1200)).toEqual({ kind: "entries", entries: [entry(48, 31), entry(50, 32)] });
    expect(copy.askAt).toBeNull();
  });

  it("waits anew for a second gap behind a first that closed", () => {
    const copy = copyAt(41, { public: 30 });
    copy.heard(entry(50, 32), 1000);
    copy.heard(entry(60, 34), 1100);
    copy.heard(entry(48, 31), 1300);
    expect(copy.askAt).toBe(1300 + GAP_WAIT);
  });

  it("counts each audience by itself", () => {
    const copy = copyAt(41, { public: 30, members: 9 });
    expect(copy.heard(entry(44, 10, "members"), 0).kind).toBe("entries");
    expect(copy.heard(entry(43, 31), 0).kind).toBe("entries");
    expect(copy.askAt).toBeNull();
  });

  it("starts an audience of which nothing was said at sequence 1", () => {
    const copy = copyAt(41, { public: 30 });
    expect(copy.heard(entry(42, 1, "seat:3"), 0).kind).toBe("entries");
    expect(copy.heard(entry(45, 3, "seat:3"), 0).kind).toBe("nothing");
    expect(copy.askAt).toBe(GAP_WAIT);
  });

  it("fills a gap from the journal and applies what it had kept", () => {
    const copy = copyAt(41, { public: 30 });
    copy.heard(entry(50, 32), 0);
    const outcome = copy.caughtUp(journal([entry(48, 31), entry(50, 32)], 50, { public: 32 }), 600);
    expect(outcome).toEqual({ kind: "entries", entries: [entry(48, 31), entry(50, 32)] });
    expect(copy.askAt).toBeNull();
    expect(copy.completeTo).toBe(50);
  });

  it("learns of a loss from a beat", () => {
    const copy = copyAt(41, { public: 30 });
    copy.beat(50, { public: 31 }, 2000);
    expect(copy.askAt).toBe(2500);
    expect(copy.completeTo).toBe(41);
  });

  it("knows itself complete up to a beat that tells nothing new", () => {
    const copy = copyAt(41, { public: 30, members: 9 });
    copy.beat(55, { public: 30, members: 9 }, 2000);
    expect(copy.completeTo).toBe(55);
  });

  it("keeps pushes that overtake the answer to follow", () => {
    const copy = new StreamCopy();
    expect(copy.heard(entry(42, 31), 0)).toEqual({ kind: "nothing" });
    expect(copy.heard(entry(41, 30), 0)).toEqual({ kind: "nothing" });
    const outcome = copy.followed(followed(41, { public: 30 }, { snapshot: {} }), 0);
    expect(outcome).toEqual({ kind: "reset", snapshot: {}, entries: [entry(42, 31)] });
    expect(copy.position).toBe(42);
    expect(copy.heard(entry(43, 32), 0).kind).toBe("entries");
  });

  it("does not go back when a push has overtaken the answer on a new link", () => {
    const copy = copyAt(41, { public: 30 });
    copy.heard(entry(42, 31), 0);
    expect(copy.followed(followed(41, { public: 30 }, { entries: [] }), 0)).toEqual({ kind: "nothing" });
    expect(copy.heard(entry(42, 31), 0)).toEqual({ kind: "nothing" });
    expect(copy.position).toBe(42);
  });

  it("is replaced when the epoch changed", () => {
    const copy = copyAt(41, { public: 30 });
    const outcome = copy.followed(followed(12, { public: 4 }, { epoch: "e2", snapshot: { b: 2 } }), 0);
    expect(outcome).toEqual({ kind: "reset", snapshot: { b: 2 }, entries: [] });
    expect(copy.resumeFrom).toEqual({ after: 12, epoch: "e2" });
    expect(copy.heard(entry(13, 5), 0).kind).toBe("entries");
  });

  it("asks to follow anew when the journal has another epoch", () => {
    const copy = copyAt(41, { public: 30 });
    expect(copy.caughtUp(journal([], 12, { public: 4 }, { epoch: "e2" }), 0)).toEqual({ kind: "refollow" });
    expect(copy.resumeFrom).toBeNull();
  });

  it("forgets everything when its rights moved", () => {
    const copy = copyAt(41, { public: 30, members: 9 });
    copy.forget();
    expect(copy.resumeFrom).toBeNull();
    expect(copy.followed(followed(41, { public: 30 }, { snapshot: {} }), 0).kind).toBe("reset");
    expect(copy.completeTo).toBe(41);
  });

  it("does not trust an answer that skips entries", () => {
    const copy = copyAt(41, { public: 30 });
    const outcome = copy.followed(followed(60, { public: 35 }, { entries: [entry(60, 35)] }), 0);
    expect(outcome.kind).toBe("reset");
    expect(copy.heard(entry(61, 36), 0).kind).toBe("entries");
  });

  it("reads a long absence page by page", () => {
    const copy = copyAt(0, { public: 0 });
    copy.heard(entry(9, 5), 0);
    const first = copy.caughtUp(journal([entry(2, 1), entry(4, 2)], 9, { public: 5 }, { more: true }), 600);
    expect(first).toEqual({ kind: "entries", entries: [entry(2, 1), entry(4, 2)] });
    expect(copy.completeTo).toBe(4);
    copy.caughtUp(journal([entry(6, 3), entry(8, 4), entry(9, 5)], 9, { public: 5 }), 700);
    expect(copy.askAt).toBeNull();
    expect(copy.position).toBe(9);
  });

  it("gives up a copy whose gap the journal does not fill", () => {
    const copy = copyAt(41, { public: 30 });
    copy.heard(entry(50, 33), 0);
    const answers = [1, 2, 3].map((round) => copy.caughtUp(journal([], 41, { public: 30 }), round * 600).kind);
    expect(answers).toEqual(["nothing", "nothing", "refollow"]);
  });

  it("can live from the journal alone", () => {
    const copy = new StreamCopy({ after: 40, epoch: "e1" });
    expect(copy.completeTo).toBe(40);
    expect(copy.caughtUp(journal([entry(41, 30)], 41, { public: 30 }), 0)).toEqual({ kind: "entries", entries: [entry(41, 30)] });
    expect(copy.caughtUp(journal([], 41, { public: 30 }), 0)).toEqual({ kind: "nothing" });
    expect(copy.caughtUp(journal([entry(42, 31)], 42, { public: 31 }), 0).kind).toBe("entries");
  });
});
