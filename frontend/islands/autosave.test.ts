import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, testPage, type, type TestPage } from "../testing/pages";
import { setStale } from "../live/lock";
import { act } from "./act";
import { autosave } from "./autosave";
import { showTheirs } from "./theirs";

const FORM = (text = "", version = 3) => `<form id="note" data-act="note.write" data-autosave data-after="stay">
  <input type="hidden" name="item_id" value="7"><input type="hidden" name="expected_version" value="${String(version)}">
  <textarea name="text">${text}</textarea><button>Enregistrer</button></form>`;

const saved = (version: number) => () => Promise.resolve({ kind: "done" as const, result: { version } });
const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>("textarea");
const status = (): string => document.querySelector("[data-autosave-status]")?.textContent ?? "";

function notes(text = ""): TestPage {
  return testPage(FORM(text), { act, autosave });
}

describe("notes that save themselves", () => {
  beforeEach(() => { vi.useFakeTimers({ now: Date.parse("2026-03-03T13:30:00Z") }); });
  afterEach(() => { setStale(false); vi.useRealTimers(); });

  it("are sent once after a pause, on the version they were written on", async () => {
    const page = notes();
    page.answer = saved(4);
    type("textarea", "Le maire");
    type("textarea", "Le maire demande");
    await vi.advanceTimersByTimeAsync(1600);
    expect(page.sent).toMatchObject([{ name: "note.write", expected_version: 3, data: { item_id: "7", text: "Le maire demande" } }]);
    expect(find<HTMLInputElement>("[name=expected_version]").value).toBe("4");
    expect(status()).toBe("Enregistré à 14\u00a0h\u00a030");
    expect(field().value).toBe("Le maire demande");
  });

  it("are sent at least every ten seconds while one keeps writing", async () => {
    const page = notes();
    page.answer = saved(4);
    for (let second = 0; second < 12; second += 1) {
      type("textarea", `mot ${String(second)}`);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(page.sent.length).toBeGreaterThanOrEqual(1);
  });

  it("wait for the link, then go by themselves", async () => {
    const page = notes();
    setStale(true);
    type("textarea", "Le maire");
    await vi.advanceTimersByTimeAsync(5000);
    expect(page.sent).toEqual([]);
    expect(status()).toContain("Pas encore enregistré");
    setStale(false);
    await vi.advanceTimersByTimeAsync(10);
    expect(page.sent).toHaveLength(1);
  });

  it("never overwrite another hand: nothing more goes until the person says so", async () => {
    const page = notes("ancien");
    page.answer = () => Promise.resolve({ kind: "conflict", currentVersion: 5, problem: { title: "Une version plus récente existe", status: 409, type: "/problems/out-of-date" } });
    type("textarea", "le mien");
    await vi.advanceTimersByTimeAsync(1600);
    expect(status()).toContain("Une autre personne");
    expect(find<HTMLInputElement>("[name=expected_version]").value).toBe("3");
    showTheirs(field(), "le sien");
    type("textarea", "le mien et le sien");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.sent).toHaveLength(1);
    find<HTMLFormElement>("form").requestSubmit();
    await vi.advanceTimersByTimeAsync(10);
    expect(page.sent).toHaveLength(2);
  });

  it("let the button wait for a sending under way, so that one hand is not taken for two", async () => {
    const page = notes();
    let answer: (version: number) => void = () => undefined;
    page.answer = () => new Promise((resolve) => { answer = (version) => { resolve({ kind: "done", result: { version } }); }; });
    type("textarea", "Le maire");
    await vi.advanceTimersByTimeAsync(1600);
    type("textarea", "Le maire demande");
    find<HTMLFormElement>("form").requestSubmit();
    expect(page.sent).toHaveLength(1);
    answer(4);
    await vi.advanceTimersByTimeAsync(10);
    expect(page.sent[1]).toMatchObject({ expected_version: 4, data: { text: "Le maire demande" } });
  });
});
