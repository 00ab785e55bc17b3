import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setStale } from "../live/lock";
import { find, testPage, type, type TestPage } from "../testing/pages";
import { settle } from "../testing/wires";
import { act } from "./act";

const REFRESHED = '<div data-island="refresh"></div>';
const FORM = (more = "", inside = "") => `<form data-act="agenda.propose" ${more}>
  <input type="hidden" name="csrf_token" value="c"><input type="hidden" name="request_id" value="r-0">
  <input type="hidden" name="page" value="/"><input type="hidden" name="sitting_id" value="12">
  <label for="title">Titre</label><input id="title" name="title"><input name="minutes" type="number" value="10">${inside}
  <button>Proposer</button></form>`;

const submit = (): void => { find<HTMLFormElement>("form").requestSubmit(); };
const refuse = (problem: object) => () =>
  Promise.resolve({ kind: "refused" as const, problem: { type: "/problems/invalid", title: "Des informations sont à corriger", status: 422, ...problem } });

function page(html: string): TestPage {
  return testPage(html, { act });
}

describe("a form that acts", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { setStale(false); vi.useRealTimers(); });

  it("sends what is typed as a command, with the request_id of the page", async () => {
    const one = page(FORM() + REFRESHED);
    type("#title", "La gare");
    submit();
    await settle();
    expect(one.sent).toEqual([
      { name: "agenda.propose", request_id: "r-0", data: { sitting_id: "12", title: "La gare", minutes: "10" } },
    ]);
  });

  it("folds what was unfolded for it, says what was done beside it, and is stood on again", async () => {
    const one = page(`<details class="disclosure" open><summary>Proposer un point</summary>${FORM()}</details>${REFRESHED}`);
    one.answer = () => Promise.resolve({ kind: "done", result: { message: "Point proposé." } });
    find("button").focus();
    submit();
    await settle();
    expect(find<HTMLDetailsElement>("details").open).toBe(false);
    expect(find("details + [data-act-message]").textContent).toBe("Point proposé.");
    expect(document.activeElement).toBe(find("summary"));
    submit();
    await settle();
    expect(document.querySelectorAll("[data-act-message]")).toHaveLength(1);
  });

  it("says what was done, empties itself and takes a new request_id", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = () => Promise.resolve({ kind: "done", result: { message: "Point proposé." } });
    type("#title", "La gare");
    submit();
    await settle();
    expect(one.said).toEqual(["Point proposé."]);
    expect(find("[data-act-message]").textContent).toBe("Point proposé.");
    expect(find<HTMLInputElement>("#title").value).toBe("");
    expect(find<HTMLInputElement>("[name=request_id]").value).not.toBe("r-0");
    expect(one.left).toEqual([]);
  });

  it("goes where the result says", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = () => Promise.resolve({ kind: "done", result: { location: "/seances/12" } });
    submit();
    await settle();
    expect(one.left).toEqual(["/seances/12"]);
  });

  it("draws the page anew when nothing on it is refreshed", async () => {
    const one = page(FORM());
    submit();
    await settle();
    expect(one.left).toEqual([null]);
  });

  it("shows a refusal in a summary with links to the fields, and keeps all that was typed", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = refuse({ detail: "Corrigez.", errors: [
      { pointer: "#/title", detail: "À remplir." }, { pointer: "#/minutes", detail: "Trop long." }, { pointer: "#", detail: "La séance est close." },
    ] });
    type("#title", " ");
    submit();
    await settle();
    const summary = find("[data-act-errors]");
    expect(summary.getAttribute("role")).toBe("alert");
    expect(document.activeElement).toBe(summary);
    expect([...summary.querySelectorAll("li")].map((item) => item.textContent)).toEqual(["Titre\u00a0: À remplir.", "Trop long.", "La séance est close."]);
    expect(summary.querySelectorAll("a")).toHaveLength(2);
    expect(find("#title").getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(find("#title").getAttribute("aria-describedby") ?? "")?.textContent).toBe("Erreur\u00a0: À remplir.");
    summary.querySelector("a")?.click();
    expect(document.activeElement).toBe(find("#title"));
    expect(find<HTMLInputElement>("#title").value).toBe(" ");
  });

  it("tells the reasons of a refusal one by one when it has several", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = refuse({ detail: "Un. Deux.", problems: [{ rule: "R3.1", detail: "Un." }, { rule: "R3.2", detail: "Deux." }] });
    submit();
    await settle();
    const summary = find("[data-act-errors]");
    expect([...summary.querySelectorAll("li")].map((item) => item.textContent)).toEqual(["Un.", "Deux."]);
    expect(summary.textContent).not.toContain("Un. Deux.");
  });

  it("clears the refusal with the next sending", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = refuse({ errors: { title: ["À remplir."] } });
    submit();
    await settle();
    one.answer = () => Promise.resolve({ kind: "done", result: {} });
    type("#title", "x");
    submit();
    await settle();
    expect(find("[data-act-errors]").hidden).toBe(true);
    expect(document.querySelector("[data-field-error]")).toBeNull();
    expect(find("#title").hasAttribute("aria-invalid")).toBe(false);
  });

  it("sends once for two clicks", async () => {
    const one = page(FORM() + REFRESHED);
    submit();
    submit();
    await settle();
    expect(one.sent).toHaveLength(1);
  });

  it("sends the same request again, to the letter, when nobody answered and the person insists", async () => {
    const one = page(FORM("", '<input type="hidden" name="expected_version" value="4">') + REFRESHED);
    one.answer = () => Promise.resolve({ kind: "unreachable" });
    type("#title", "La gare");
    submit();
    await settle();
    expect(find("[data-act-errors]").textContent).toContain("Votre saisie est conservée");
    find<HTMLInputElement>("[name=expected_version]").value = "5";
    submit();
    await settle();
    expect(one.sent[1]).toEqual(one.sent[0]);
    type("#title", "La gare du Nord");
    submit();
    await settle();
    expect(one.sent[2]?.request_id).not.toBe(one.sent[0]?.request_id);
    expect(one.sent[2]?.expected_version).toBe(5);
  });

  it("asks for a fresh page part after a conflict and says what to do", async () => {
    const one = page(FORM() + REFRESHED);
    const asked = vi.fn();
    document.body.addEventListener("cotap:refresh", asked);
    one.answer = () => Promise.resolve({ kind: "conflict", currentVersion: 8, problem: { type: "/problems/out-of-date", title: "Une version plus récente existe", status: 409 } });
    submit();
    await settle();
    expect(asked).toHaveBeenCalledOnce();
    expect(find("[data-act-errors]").textContent).toContain("Quelqu’un a modifié");
  });

  it("shows progress after a second and a way out after ten", async () => {
    const one = page(FORM() + REFRESHED);
    one.answer = (_command, signal) => new Promise((resolve) => {
      signal?.addEventListener("abort", () => { resolve({ kind: "unreachable" }); });
    });
    submit();
    await vi.advanceTimersByTimeAsync(900);
    expect(document.querySelector(".act-progress")).toBeNull();
    expect(find("form").getAttribute("aria-busy")).toBe("true");
    await vi.advanceTimersByTimeAsync(200);
    expect(find(".act-progress").textContent).toBe("Envoi en cours…");
    await vi.advanceTimersByTimeAsync(9000);
    find<HTMLButtonElement>(".act-progress button").click();
    await settle();
    expect(document.querySelector(".act-progress")).toBeNull();
    expect(find("form").hasAttribute("aria-busy")).toBe(false);
  });

  it("asks before an act that cannot be undone", async () => {
    const one = page(FORM('data-confirm="La séance sera close pour tous."') + REFRESHED);
    submit();
    await settle();
    expect(one.sent).toHaveLength(0);
    expect(find("dialog").textContent).toContain("La séance sera close pour tous.");
    const [no, yes] = [...find("dialog").querySelectorAll("button")];
    no?.click();
    await settle();
    expect([one.sent.length, document.querySelector("dialog")]).toEqual([0, null]);
    expect(yes?.isConnected).toBe(false);
    submit();
    await settle();
    [...find("dialog").querySelectorAll("button")][1]?.click();
    await settle();
    expect(one.sent).toHaveLength(1);
  });

  it("does nothing on a stale truth that it needs", async () => {
    const one = page(`<div data-needs-live>${FORM()}</div>${REFRESHED}`);
    setStale(true);
    find("div").inert = false;
    submit();
    await settle();
    expect(one.sent).toHaveLength(0);
    expect(find("[data-act-errors]").textContent).toContain("La liaison est interrompue");
  });

  it.each(['data-plain', ''])("leaves plain forms and forms with files to the browser (%s)", async (more) => {
    const one = page(FORM(more, more === "" ? '<input type="file" name="document">' : ""));
    const native = vi.fn((event: Event) => { expect(event.defaultPrevented).toBe(false); event.preventDefault(); });
    document.body.addEventListener("submit", native, { once: true });
    submit();
    await settle();
    expect(native).toHaveBeenCalledOnce();
    expect(one.sent).toHaveLength(0);
  });
});
