import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live } from "./live/live";
import { find } from "./testing/pages";
import { settle, FakeWires } from "./testing/wires";
import { startSite, type StartLive } from "./site";

const reload = vi.fn();
const assign = vi.fn();
const startLive: StartLive = () => {
  const wires = new FakeWires();
  return new Live({ open: wires.open, read: wires.read });
};

beforeEach(() => {
  reload.mockClear();
  assign.mockClear();
  vi.stubGlobal("location", { href: "https://cotap.example/seances/12", origin: "https://cotap.example", reload, assign });
});
afterEach(() => { vi.useRealTimers(); });

describe("the script of a page", () => {
  it("downloads no live side where nothing is live", async () => {
    document.body.innerHTML = "<main></main>";
    const load = vi.fn(() => Promise.resolve(startLive));
    startSite({}, load);
    await settle();
    expect(load).not.toHaveBeenCalled();
  });

  it("downloads it once where a stream is named", async () => {
    document.body.innerHTML = '<main data-stream="sitting:12"></main>';
    const load = vi.fn(() => Promise.resolve(startLive));
    const page = startSite({}, load);
    await page?.live();
    expect(load).toHaveBeenCalledOnce();
  });

  it("starts once, even when a page brings two bundles", () => {
    expect(startSite({}, () => Promise.resolve(startLive))).not.toBeNull();
    expect(startSite({}, () => Promise.resolve(startLive))).toBeNull();
  });

  it("takes the message of an act along to the next page, and says it there", () => {
    document.body.innerHTML = '<div id="annonces"></div><main></main>';
    startSite({}, () => Promise.resolve(startLive))?.leave("/seances/13", "Point proposé.");
    expect(String(assign.mock.calls[0]?.[0])).toBe("https://cotap.example/seances/13");
    document.documentElement.removeAttribute("data-script");
    startSite({}, () => Promise.resolve(startLive));
    expect(find("[data-message]").textContent).toBe("Point proposé.");
    expect(find("#annonces").textContent).toBe("Point proposé.");
    expect(sessionStorage.getItem("cotap.message")).toBeNull();
  });

  it("shows what an act has to say where the person was, and takes them there", () => {
    const list = '<li id="pouvoir-3">Pouvoir <details><summary>Agir</summary><form id="f"></form></details></li>';
    document.body.innerHTML = `<div id="annonces"></div><main><p data-message hidden></p><ul>${list}</ul></main>`;
    startSite({}, () => Promise.resolve(startLive))?.leave(null, "Révoqué.", find("#f"));
    document.documentElement.removeAttribute("data-script");
    startSite({}, () => Promise.resolve(startLive));
    expect(document.activeElement).toBe(find("#pouvoir-3 > [data-message] + details").previousElementSibling);
    expect(find("#annonces").textContent).toBe("");
  });

  it("shows it under the heading of the part when the form is gone, and at the top when all of it is", () => {
    const part = '<section aria-labelledby="donner"><h2 id="donner">Donner</h2><form></form></section>';
    for (const [after, where] of [[part, "#donner + [data-message]"], ["", "main > [data-message]:first-child"]] as const) {
      document.body.innerHTML = `<main><p data-message hidden></p>${part}</main>`;
      document.documentElement.removeAttribute("data-script");
      startSite({}, () => Promise.resolve(startLive))?.leave(null, "Donné.", find("form"));
      document.body.innerHTML = `<main><p data-message hidden></p>${after.replace("<form></form>", "")}</main>`;
      document.documentElement.removeAttribute("data-script");
      startSite({}, () => Promise.resolve(startLive));
      expect(document.activeElement).toBe(find(where));
    }
  });

  it("folds with Escape the question asked before an act, and gives the focus back", () => {
    document.body.innerHTML = '<main><details class="act__confirm" open><summary>Fermer…</summary><button>Fermer</button></details></main>';
    startSite({}, () => Promise.resolve(startLive));
    find<HTMLButtonElement>("button").focus();
    find("button").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(find<HTMLDetailsElement>("details").open).toBe(false);
    expect(document.activeElement).toBe(find("summary"));
  });

  it("never leaves the site", () => {
    const page = startSite({}, () => Promise.resolve(startLive));
    page?.leave("https://evil.example/");
    page?.leave("javascript:alert(1)");
    expect(assign).not.toHaveBeenCalled();
  });

  it("does not reload in a loop a page that keeps refusing", () => {
    vi.useFakeTimers();
    const page = startSite({}, () => Promise.resolve(startLive));
    page?.leave(null);
    page?.leave(null);
    expect(reload).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(11_000);
    page?.leave(null);
    expect(reload).toHaveBeenCalledTimes(2);
  });
});
