import { describe, expect, it } from "vitest";
import type { Command } from "../live/envelope";
import { setStale } from "../live/lock";
import { choose, find, testPage, type TestPage } from "../testing/pages";
import { settle } from "../testing/wires";
import { ballot } from "./ballot";
import { morph } from "./morph";
import { receipt } from "./receipt";

const FORM = (more = "", id = 5) => `<form data-act="ballot.cast" ${more}>
  <input type="hidden" name="ballot_id" value="${String(id)}"><input type="hidden" name="seat_id" value="3">
  <input type="hidden" name="request_id" value="r-page">
  ${["pour", "contre", "abstention"].map((word) => `<label><input type="radio" name="choice" value="${word}"> ${word}</label>`).join("")}
  <button>Confirmer mon vote</button></form>`;
const ROOM = (inside: string) => `<section id="room">${inside}</section>`;

const vote = async (): Promise<void> => { find<HTMLFormElement>("form").requestSubmit(); await settle(); };
const done = () => Promise.resolve({ kind: "done" as const, result: { receipt: "AB12", cast_at: "2026-03-03T14:32:00Z" } });
const silence = () => Promise.resolve({ kind: "unreachable" as const });

function open(html = FORM()): TestPage {
  return testPage(ROOM(html), { ballot, receipt });
}

describe("a vote", () => {
  it("asks to confirm the choice on the very button that sends it", () => {
    open();
    expect(find("button").textContent).toBe("Confirmer mon vote");
    choose("[value=contre]");
    expect(find("button").textContent).toBe("Confirmer mon vote\u00a0: contre");
    expect(find("form").dataset.chosen).toBe("contre");
  });

  it("is sent with the request_id of the page, and its receipt stays through every refresh", async () => {
    const page = open();
    page.answer = done;
    choose("[value=pour]");
    await vote();
    expect(page.sent.map((command) => command.request_id)).toEqual(["r-page"]);
    expect(find(".ballot-receipt").textContent).toBe("Vote «\u00a0pour\u00a0» enregistré à 15\u00a0h\u00a032Reçu n°\u00a0AB12");
    expect(find("form").hidden).toBe(true);
    expect(page.said[0]).toContain("Reçu n°\u00a0AB12");
    morph(find("#room"), FORM());
    page.mounts.update();
    expect(find("form").hidden).toBe(true);
    morph(find("#room"), "<p>Scrutin en cours</p>");
    page.mounts.update();
    expect(find(".ballot-receipt").textContent).toContain("AB12");
  });

  it("keeps its request_id when nobody answered, also after a reload, so that the person votes once", async () => {
    const page = open();
    page.answer = silence;
    choose("[value=pour]");
    await vote();
    await vote();
    expect(page.sent.map((command: Command) => command.request_id)).toEqual(["r-page", "r-page"]);
    const reloaded = open(FORM().replace("r-page", "r-new"));
    expect(find<HTMLInputElement>("[value=pour]").checked).toBe(true);
    expect(find(".ballot-unconfirmed").textContent).toContain("il ne sera compté qu’une fois");
    reloaded.answer = done;
    await vote();
    expect(reloaded.sent[0]).toEqual(page.sent[0]);
  });

  it("is another request when the choice is another", async () => {
    const page = open();
    page.answer = silence;
    choose("[value=pour]");
    await vote();
    choose("[value=contre]");
    await vote();
    expect(page.sent[1]?.request_id).not.toBe("r-page");
  });

  it("writes no secret choice in the tab", async () => {
    const page = open(FORM("data-secret"));
    page.answer = silence;
    choose("[value=contre]");
    await vote();
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("contre");
    page.answer = done;
    await vote();
    expect(find(".ballot-receipt").textContent).not.toContain("contre");
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("contre");
  });

  it("waits for the link when what is shown may be past", async () => {
    const page = open();
    setStale(true);
    choose("[value=pour]");
    await vote();
    setStale(false);
    expect(page.sent).toHaveLength(0);
  });

  it("shows why it was refused and can be cast again", async () => {
    const page = open();
    page.answer = () => Promise.resolve({ kind: "refused", problem: { type: "/problems/illegal-transition", title: "Le scrutin est clos", status: 409 } });
    choose("[value=pour]");
    await vote();
    expect(find("[data-act-errors]").textContent).toContain("Le scrutin est clos");
    expect(sessionStorage).toHaveLength(0);
  });

  it("starts afresh with the next ballot", async () => {
    const page = open();
    page.answer = done;
    choose("[value=pour]");
    await vote();
    morph(find("#room"), FORM("", 6));
    page.mounts.update();
    expect(find("form").hidden).toBe(false);
    expect(document.querySelector(".ballot-receipt")).toBeNull();
    expect(document.querySelector("input:checked")).toBeNull();
  });

  it("finds its receipt again where the server says that the vote was cast", async () => {
    const page = open();
    page.answer = done;
    choose("[value=pour]");
    await vote();
    open('<p data-receipt-for="5" data-seat="3"></p>');
    expect(find("p").textContent).toContain("AB12");
  });
});
