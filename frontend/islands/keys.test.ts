import { describe, expect, it, vi } from "vitest";
import { find, testPage } from "../testing/pages";
import { keys } from "./keys";

const HTML = `<div data-island="keys"><button data-key="g">Donner la parole <kbd>G</kbd></button>
  <button data-key="Space" data-key-label="Suspendre le temps">Pause</button><button data-key="c" disabled>Clore</button>
  <input id="text"><input id="box" type="checkbox"></div>`;

function page(): { clicked: string[] } {
  testPage(HTML, { keys });
  const clicked: string[] = [];
  for (const button of document.querySelectorAll("button")) button.addEventListener("click", () => clicked.push(button.dataset.key ?? ""));
  return { clicked };
}
const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): void => {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
};

describe("the keys of the console", () => {
  it("press the button they are shown on", () => {
    const { clicked } = page();
    press("g");
    press("G");
    press(" ");
    expect(clicked).toEqual(["g", "g", "Space"]);
    expect(find("[data-key=g]").getAttribute("aria-keyshortcuts")).toBe("g");
  });

  it.each<[string, () => void]>([
    ["while somebody types", () => { press("g", {}, find("#text")); }],
    ["with a modifier", () => { press("g", { ctrlKey: true }); press("g", { altKey: true }); press("g", { metaKey: true }); }],
    ["while held down", () => { press("g", { repeat: true }); }],
    ["during composition", () => { press("g", { isComposing: true }); }],
    ["on a disabled button", () => { press("c"); }],
    ["on a locked part", () => { find("div").setAttribute("inert", ""); press("g"); }],
    ["when space presses the focused button", () => { press(" ", {}, find("[data-key=g]")); }],
    ["while a dialog asks", () => { document.body.append(Object.assign(document.createElement("dialog"), { open: true })); press("g"); }],
  ])("do nothing %s", (_words, act) => {
    const { clicked } = page();
    act();
    expect(clicked).toEqual([]);
  });

  it("work from a box, which takes no text", () => {
    const { clicked } = page();
    press("g", {}, find("#box"));
    expect(clicked).toEqual(["g"]);
  });

  it("are listed by the question mark, and can be switched off", () => {
    const { clicked } = page();
    press("?", { shiftKey: true });
    const dialog = find<HTMLDialogElement>("dialog");
    expect([...dialog.querySelectorAll("dt, dd")].map((line) => line.textContent)).toEqual([
      "g", "Donner la parole", "Space", "Suspendre le temps", "c", "Clore", "?", "Afficher cette liste",
    ]);
    find<HTMLInputElement>("dialog input").click();
    [...dialog.querySelectorAll("button")].at(-1)?.click();
    expect(document.querySelector("dialog")).toBeNull();
    press("g");
    expect(clicked).toEqual([]);
  });

  it("are let go with the desk", () => {
    const one = testPage(HTML, { keys });
    const pressed = vi.fn();
    const button = find("[data-key=g]");
    button.addEventListener("click", pressed);
    find("div").remove();
    one.mounts.update();
    document.body.append(button);
    press("g");
    expect(pressed).not.toHaveBeenCalled();
  });

  it("are all off once switched off, the question mark too, and a button has them back", () => {
    testPage(`<button data-key-list hidden>Raccourcis</button>${HTML}`, { keys });
    const opener = find<HTMLButtonElement>("[data-key-list]");
    expect(opener.hidden).toBe(false);
    localStorage.setItem("cotap.keys.off", "");
    press("?", { shiftKey: true });
    expect(document.querySelector("dialog")).toBeNull();
    opener.click();
    find<HTMLInputElement>("dialog input").click();
    expect(localStorage.getItem("cotap.keys.off")).toBeNull();
  });
});
