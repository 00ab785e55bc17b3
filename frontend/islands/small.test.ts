import { describe, expect, it, vi } from "vitest";
import { find, testPage, type } from "../testing/pages";
import { settle } from "../testing/wires";
import { clock } from "./clock";
import { copy } from "./copy";
import { draft } from "./draft";
import { fullscreen } from "./fullscreen";
import { reveal } from "./reveal";

describe("a draft", () => {
  const HTML = '<form><textarea data-draft="amendment:7" name="text"></textarea><button>Déposer</button></form>';

  it("survives a reload, and is announced", () => {
    testPage(HTML, { draft });
    type("textarea", "un amendement");
    const reloaded = testPage(HTML, { draft });
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("un amendement");
    expect(reloaded.said).toEqual(["Votre brouillon a été retrouvé."]);
  });

  it("goes when the act succeeded", () => {
    testPage(HTML, { draft });
    type("textarea", "un amendement");
    find("form").dispatchEvent(new CustomEvent("cotap:done", { bubbles: true }));
    testPage(HTML, { draft });
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  });

  it("goes when a form that leaves the page was sent", () => {
    testPage(HTML, { draft });
    type("textarea", "un amendement");
    find("form").dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
    testPage(HTML, { draft });
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  });

  it("shows what somebody else saved since it was begun", () => {
    const saved = HTML.replace("</textarea>", "Début.</textarea>");
    testPage(saved, { draft });
    type("textarea", "Début. Ma phrase.");
    testPage(saved.replace("Début.", "Début. Leur phrase."), { draft });
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("Début. Ma phrase.");
    expect(find(".theirs").textContent).toContain("Début. Leur phrase.");
  });

  it("is nobody else's", () => {
    testPage(HTML, { draft });
    type("textarea", "un amendement");
    document.body.dataset.person = "13";
    testPage(HTML, { draft });
    delete document.body.dataset.person;
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  });
});

describe("copying a link", () => {
  it.each([[true, "Lien copié."], [false, "La copie n’est pas possible ici"]])("says whether it worked (%s)", async (works, words) => {
    const writeText = vi.fn(() => (works ? Promise.resolve() : Promise.reject(new Error("denied"))));
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const page = testPage('<button data-copy="/seances/12" hidden>Copier le lien</button>', { copy });
    expect(find("button").hidden).toBe(false);
    find("button").click();
    await settle();
    expect(writeText).toHaveBeenCalledWith(new URL("/seances/12", location.href).href);
    expect(page.said[0]).toContain(words);
  });
});

describe("the whole screen", () => {
  it("is not offered where it does not exist", () => {
    testPage("<button data-fullscreen>Plein écran</button>", { fullscreen });
    expect(find("button").hidden).toBe(true);
  });

  it("is asked for, and shown as pressed", async () => {
    const request = vi.fn(() => Promise.resolve());
    Object.defineProperty(document, "fullscreenEnabled", { value: true, configurable: true });
    document.documentElement.requestFullscreen = request;
    testPage("<button data-fullscreen>Plein écran</button>", { fullscreen });
    find("button").click();
    await settle();
    expect(request).toHaveBeenCalledOnce();
    Object.defineProperty(document, "fullscreenElement", { value: document.documentElement, configurable: true });
    document.dispatchEvent(new Event("fullscreenchange"));
    expect(find("button").getAttribute("aria-pressed")).toBe("true");
  });
});

describe("the clock of the room", () => {
  it("tells the server's minute in the conference's own zone", () => {
    vi.useFakeTimers({ now: Date.parse("2026-03-03T13:05:40Z") });
    testPage('<time data-clock="Europe/Paris"></time><time data-clock="Indian/Reunion"></time>', { clock });
    const read = (): (string | null)[] => [...document.querySelectorAll("time")].map((time) => time.textContent);
    expect(read()).toEqual(["14\u00a0h\u00a005", "17\u00a0h\u00a005"]);
    vi.advanceTimersByTime(21_000);
    expect(read()[0]).toBe("14\u00a0h\u00a006");
    vi.useRealTimers();
  });
});

describe("a password", () => {
  const HTML = `<form><div><input type="password" name="password" value="une phrase">
    <button type="button" data-reveal data-hide="Masquer" data-shown="Visible." data-hidden="Masqué." hidden><span data-reveal-word>Afficher</span></button></div></form>`;

  it("is shown to whoever types it, and hidden again when it goes", () => {
    const page = testPage(HTML, { reveal });
    const field = find<HTMLInputElement>("input");
    expect(find("button").hidden).toBe(false);
    find("button").click();
    expect([field.type, find("button").textContent, field.value]).toEqual(["text", "Masquer", "une phrase"]);
    find("button").click();
    expect([field.type, find("button").textContent]).toEqual(["password", "Afficher"]);
    find("button").click();
    find("form").dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
    expect(field.type).toBe("password");
    expect(page.said).toEqual(["Visible.", "Masqué.", "Visible."]);
  });
});
