import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Announcer } from "./announcer";
import type { LinkStatus } from "./link";
import { applyLock, isStale } from "./lock";
import { showStatus } from "./status";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("the voice of the page", () => {
  const said = (): string => document.getElementById("annonces")?.textContent ?? "";

  it("says one thing after another, politely", () => {
    document.body.innerHTML = '<div id="annonces" aria-live="polite"></div>';
    const voice = new Announcer();
    voice.say("Le scrutin est ouvert.");
    voice.say("Le quorum est atteint.");
    expect(said()).toBe("Le scrutin est ouvert.");
    vi.advanceTimersByTime(700);
    expect(said()).toBe("Le quorum est atteint.");
  });

  it("says the same thing once, and again later", () => {
    const voice = new Announcer();
    const region = (): Element | null => document.querySelector("#annonces p");
    voice.say("Le scrutin est ouvert.");
    const first = region();
    voice.say(" Le scrutin   est ouvert. ");
    vi.advanceTimersByTime(1000);
    expect(region()).toBe(first);
    vi.advanceTimersByTime(3000);
    voice.say("Le scrutin est ouvert.");
    expect(region()).not.toBe(first);
  });

  it("makes its place when the layout has none", () => {
    new Announcer().say("Bonjour.");
    expect(document.getElementById("annonces")?.getAttribute("aria-live")).toBe("polite");
  });
});

describe("the state of the link on the page", () => {
  const live = { status: { kind: "live", seconds: 0, stale: false } as LinkStatus, watchers: new Set<() => void>() };
  const watched = {
    get status() { return live.status; },
    watch: (watcher: () => void) => { live.watchers.add(watcher); return () => live.watchers.delete(watcher); },
  };
  const becomes = (status: LinkStatus): void => { live.status = status; for (const watcher of live.watchers) watcher(); };
  const offline: LinkStatus = { kind: "offline", seconds: 12, stale: true };
  let stop: () => void;

  beforeEach(() => {
    live.status = { kind: "live", seconds: 0, stale: false };
    document.body.innerHTML = `<p data-link-status></p>
      <form data-needs-live><input name="a"><button disabled id="off">x</button><button id="on">Voter</button></form>`;
  });
  afterEach(() => { stop(); });

  it("is written in words and in data-link", () => {
    stop = showStatus(watched, () => undefined);
    const place = document.querySelector<HTMLElement>("[data-link-status]");
    expect([place?.textContent, place?.dataset.link]).toEqual(["à jour", "live"]);
    becomes(offline);
    expect([place?.textContent, place?.dataset.link]).toEqual(["hors ligne depuis 12\u00a0s", "offline"]);
    live.status = { ...offline, seconds: 75 };
    vi.advanceTimersByTime(1000);
    expect(place?.textContent).toBe("hors ligne depuis 1\u00a0min");
  });

  it("locks what needs the present truth, says why, and restores it exactly", () => {
    stop = showStatus(watched, () => undefined);
    const form = document.querySelector("form") as HTMLFormElement;
    (document.getElementById("on") as HTMLElement).focus();
    becomes(offline);
    expect(isStale()).toBe(true);
    expect(document.body.dataset.stale).toBe("");
    expect(form.hasAttribute("inert")).toBe(true);
    expect([...form.elements].every((control) => (control as HTMLButtonElement).disabled)).toBe(true);
    expect(form.previousElementSibling?.textContent).toContain("La liaison est interrompue");
    becomes({ kind: "live", seconds: 0, stale: false });
    expect(document.body.dataset.stale).toBeUndefined();
    expect(form.hasAttribute("inert")).toBe(false);
    expect([...form.elements].map((control) => (control as HTMLButtonElement).disabled)).toEqual([false, true, false]);
    expect(document.querySelector(".stale-notice")).toBeNull();
    expect(document.activeElement?.id).toBe("on");
  });

  it("says aloud that the link was lost, and that it is back, once each", () => {
    const say = vi.fn();
    stop = showStatus(watched, say);
    becomes(offline);
    vi.advanceTimersByTime(5000);
    becomes({ kind: "live", seconds: 0, stale: false });
    expect(say).toHaveBeenCalledTimes(2);
  });

  it("locks what a refresh brings while the link is stale", () => {
    stop = showStatus(watched, () => undefined);
    becomes(offline);
    document.body.insertAdjacentHTML("beforeend", "<form id=new data-needs-live><button>Voter</button></form>");
    applyLock(document);
    expect(document.querySelector<HTMLButtonElement>("#new button")?.disabled).toBe(true);
  });
});
