/** Several hands on one page: what a refresh and an act may do to what a person is writing. */
import { describe, expect, it } from "vitest";
import { find, testPage, type } from "../testing/pages";
import { settle as pass } from "../testing/wires";
import { act } from "./act";
import { morph } from "./morph";

const NOTE = (text: string, version: number) => `<form id="note-7" data-act="note.write" data-after="stay"><input type="hidden" name="item_id" value="7">
  <input type="hidden" name="expected_version" value="${String(version)}"><textarea id="text" name="text">${text}</textarea>
  <select id="place" name="place"><option value="a">a</option><option value="b">b</option></select><button id="save">Enregistrer</button></form>`;
const ROOM = (inside: string) => `<section id="room" data-island="refresh">${inside}</section>`;
const version = (): string => find<HTMLInputElement>("[name=expected_version]").value;
const send = async (): Promise<void> => { find<HTMLFormElement>("form").requestSubmit(); await pass(); };

describe("a text with several hands on it", () => {
  it("stays as it is after saving, and its next sending is on the new version", async () => {
    const page = testPage(ROOM(NOTE("", 0)), { act });
    page.answer = () => Promise.resolve({ kind: "done", result: { version: 1 } });
    type("#text", "Le président ouvre.");
    await send();
    expect(find<HTMLTextAreaElement>("#text").value).toBe("Le président ouvre.");
    expect(version()).toBe("1");
    morph(find("#room"), NOTE("Le président ouvre. Corrigé.", 2));
    find("#text").blur();
    morph(find("#room"), NOTE("Le président ouvre. Corrigé.", 2));
    expect(find<HTMLTextAreaElement>("#text").value).toBe("Le président ouvre. Corrigé.");
  });

  it("keeps what was typed while the saving was under way", async () => {
    const page = testPage(ROOM(NOTE("", 0)), { act });
    page.answer = () => {
      type("#text", "Le président ouvre. Il salue.");
      return Promise.resolve({ kind: "done", result: {} });
    };
    type("#text", "Le président ouvre.");
    await send();
    expect(find<HTMLTextAreaElement>("#text").value).toBe("Le président ouvre. Il salue.");
  });

  it("does not let a newer version slip under a draft: what somebody else saved is shown, the sending conflicts", async () => {
    const page = testPage(ROOM(NOTE("Début.", 3)), { act });
    type("#text", "Début. Ma phrase.");
    morph(find("#room"), NOTE("Début. Leur phrase.", 4));
    expect(find<HTMLTextAreaElement>("#text").value).toBe("Début. Ma phrase.");
    expect(find(".theirs").textContent).toContain("Début. Leur phrase.");
    expect(version()).toBe("3");
    page.answer = () => Promise.resolve({
      kind: "conflict", currentVersion: 4, problem: { type: "/problems/out-of-date", title: "Une version plus récente existe", status: 409 },
    });
    await send();
    expect(page.sent[0]?.expected_version).toBe(3);
    morph(find("#room"), NOTE("Début. Leur phrase.", 4));
    page.answer = () => Promise.resolve({ kind: "done", result: { version: 5 } });
    type("#text", "Début. Leur phrase. Ma phrase.");
    await send();
    expect(page.sent[1]?.expected_version).toBe(4);
    expect(document.querySelector(".theirs")).toBeNull();
  });

  it("empties a form that makes something new, but not what was begun meanwhile", async () => {
    const page = testPage(ROOM(NOTE("", 0).replace(' data-after="stay"', "")), { act });
    page.answer = () => { find<HTMLSelectElement>("#place").value = "b"; return Promise.resolve({ kind: "done", result: {} }); };
    type("#text", "Une idée.");
    await send();
    expect(find<HTMLTextAreaElement>("#text").value).toBe("");
    expect(find<HTMLSelectElement>("#place").value).toBe("b");
  });
});

describe("the focus", () => {
  it("goes to the same control of the form that took the place of the one that was pressed", () => {
    const line = (before: string) => `<li id="demande-3"><form id="monter-3" data-act="floor.move"><input type="hidden" name="before_id" value="${before}"><button>Monter</button></form></li>`;
    testPage(ROOM(`<ol>${line("2")}</ol>`), {});
    find("button").focus();
    morph(find("#room"), `<ol>${line("1")}</ol>`);
    expect(document.activeElement).toBe(find("#monter-3 button"));
  });
});
