import { describe, expect, it } from "vitest";
import { find, type } from "../testing/pages";
import { clearProblem, showProblem } from "./errors";
import { morph } from "./morph";

function show(html: string): HTMLElement {
  document.body.innerHTML = `<section id="room">${html}</section>`;
  return find("#room");
}

const FORM = (inside: string, act = "floor.ask") =>
  `<form data-act="${act}" action="/actes/${act}"><input type="hidden" name="item_id" value="7">${inside}</form>`;

describe("putting fresh HTML in place", () => {
  it("takes the inside of the region, or the region rendered anew", () => {
    const room = show("<p>un</p>");
    morph(room, "<p>deux</p>");
    expect(room.innerHTML).toBe("<p>deux</p>");
    morph(room, '<section id="room" data-position="9"><p>trois</p></section>');
    expect(room.innerHTML).toBe("<p>trois</p>");
    expect(room.dataset.position).toBe("9");
  });

  it("never overwrites what was typed, and updates the rest of the form", () => {
    const room = show(FORM('<textarea name="text">a</textarea><input name="place" value="Lille">'));
    type("textarea", "mon texte");
    morph(room, FORM('<textarea name="text">b</textarea><input name="place" value="Amiens">'));
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("mon texte");
    expect(find<HTMLInputElement>("[name=place]").value).toBe("Amiens");
  });

  it("leaves the field that is being typed in alone even when it is empty again", () => {
    const room = show(FORM('<input name="title" value="">'));
    type("[name=title]", "");
    morph(room, FORM('<input name="title" value="proposé">'));
    expect(find<HTMLInputElement>("[name=title]").value).toBe("");
    expect(document.activeElement).toBe(find("[name=title]"));
  });

  it("keeps a choice among radio buttons and in a select", () => {
    const choice = (checked: string) => ["for", "against"].map((value) =>
      `<input type="radio" name="choice" value="${value}" ${value === checked ? "checked" : ""}>`).join("");
    const list = (selected: string) => `<select name="level">${["a", "b", "c"].map((value) =>
      `<option value="${value}" ${value === selected ? "selected" : ""}>${value}</option>`).join("")}</select>`;
    const room = show(FORM(choice("") + list("a")));
    find<HTMLInputElement>("[value=for]").checked = true;
    find<HTMLSelectElement>("select").value = "c";
    morph(room, FORM(choice("against") + list("b")));
    expect(find<HTMLInputElement>("[value=for]").checked).toBe(true);
    expect(find<HTMLSelectElement>("select").value).toBe("c");
  });

  it("takes the server's value where the person has touched nothing", () => {
    const room = show(FORM('<input name="title" value="a"><input type="checkbox" name="closed"><textarea name="t">a</textarea>'));
    morph(room, FORM('<input name="title" value="b"><input type="checkbox" name="closed" checked><textarea name="t">b</textarea>'));
    expect(find<HTMLInputElement>("[name=title]").value).toBe("b");
    expect(find<HTMLInputElement>("[name=closed]").checked).toBe(true);
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("b");
  });

  it("never lets a choice or a draft slide into another form in the same place", () => {
    const ballot = (id: number) => `<form data-act="ballot.cast"><input type="hidden" name="ballot_id" value="${String(id)}">
      <input type="radio" name="choice" value="for"></form>`;
    const room = show(ballot(5));
    find<HTMLInputElement>("[value=for]").checked = true;
    morph(room, ballot(6));
    expect(find<HTMLInputElement>("[name=ballot_id]").value).toBe("6");
    expect(find<HTMLInputElement>("[value=for]").checked).toBe(false);
  });

  it("tells two forms with one id apart by what they are about", () => {
    const ballot = (id: number) => `<form id="acte-ballot-cast" data-act="ballot.cast"><input type="hidden" name="ballot_id" value="${String(id)}">
      <input type="radio" name="choice" value="for" id="choice-1"><label for="choice-1">Pour</label><textarea name="why" id="why"></textarea></form>`;
    const room = show(ballot(5));
    find<HTMLInputElement>("[value=for]").checked = true;
    morph(room, ballot(6));
    expect(find<HTMLInputElement>("[value=for]").checked).toBe(false);
    type("#why", "parce que");
    morph(room, ballot(7));
    expect(find<HTMLTextAreaElement>("#acte-ballot-cast #why").value).toBe("");
    const orphan = find<HTMLFormElement>("form[data-orphan]");
    expect(orphan.querySelector("textarea")?.value).toBe("parce que");
    expect(orphan.querySelector("label")?.control).toBe(orphan.querySelector("[type=radio]"));
  });

  it("never lets a draft slide into another field of the same form", () => {
    const room = show(FORM('<input name="reason">'));
    type("[name=reason]", "parce que");
    find<HTMLInputElement>("[name=reason]").blur();
    morph(room, FORM('<input name="title" value="x"><input name="reason">'));
    expect(find<HTMLInputElement>("[name=title]").value).toBe("x");
    expect(find<HTMLInputElement>("[name=reason]").value).toBe("parce que");
  });

  it("keeps a form with unsent text that the server no longer renders, until the text is sent", () => {
    const room = show(`<p>point 7</p>${FORM("<textarea name=text></textarea>", "motion.amend")}`);
    type("textarea", "un amendement");
    morph(room, "<p>point 8</p>");
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("un amendement");
    expect(find(".orphan-notice").textContent).toContain("Votre texte est conservé");
    expect(document.activeElement).toBe(find("textarea"));
    morph(room, "<p>point 9</p>");
    expect(room.querySelectorAll(".orphan-notice")).toHaveLength(1);
    find<HTMLFormElement>("form").reset();
    morph(room, "<p>point 9</p>");
    expect(room.innerHTML).toBe("<p>point 9</p>");
  });

  it("saves a draft from inside something that is taken away", () => {
    const room = show(`<article id="seven"><div>${FORM("<textarea name=text></textarea>")}</div></article><aside id="log"></aside>`);
    type("textarea", "un amendement");
    morph(room, '<aside id="log">rien</aside>');
    expect(find<HTMLTextAreaElement>("#room textarea").value).toBe("un amendement");
    expect(document.getElementById("seven")).toBeNull();
  });

  it("moves a draft with its form when the server moved the form", () => {
    const form = FORM("<textarea name=text></textarea>");
    const room = show(`<div id="a">${form}</div><div id="b"></div>`);
    type("textarea", "un amendement");
    morph(room, `<div id="a"></div><div id="b">${form}</div>`);
    expect(find<HTMLTextAreaElement>("#b textarea").value).toBe("un amendement");
    expect(room.querySelectorAll("form")).toHaveLength(1);
  });

  it("keeps the focus on a button, and near it when the button has gone", () => {
    const room = show('<p id="queue"><button id="ask">Demander</button></p>');
    find("#ask").focus();
    morph(room, '<p id="queue">2 <button id="ask">Demander la parole</button></p>');
    expect(document.activeElement?.id).toBe("ask");
    morph(room, '<p id="queue">Vous êtes inscrit.</p>');
    expect(document.activeElement?.id).toBe("queue");
  });

  it("keeps what the person unfolded or folded", () => {
    const room = show('<details id="a"><summary>A</summary></details><details id="b" open><summary>B</summary></details>');
    find<HTMLDetailsElement>("#a").open = true;
    find<HTMLDetailsElement>("#b").open = false;
    morph(room, '<details id="a"><summary>A2</summary></details><details id="b" open><summary>B2</summary></details>');
    expect([find<HTMLDetailsElement>("#a").open, find<HTMLDetailsElement>("#b").open]).toEqual([true, false]);
    expect(find("#a summary").textContent).toBe("A2");
  });

  it("leaves alone what asks to be kept, without losing what comes beside it", () => {
    const room = show('<p data-keep>reçu</p><p>avant</p>');
    morph(room, "<p>après</p><p>suite</p>");
    expect([...room.children].map((child) => child.textContent).sort()).toEqual(["après", "reçu", "suite"]);
  });

  it("does not touch a form whose act is under way, and notes that it is outdated", () => {
    const room = show(FORM("<button>Demander</button>"));
    const form = find<HTMLFormElement>("form");
    form.dataset.busy = "";
    morph(room, FORM("<button>Retirer</button>", "floor.withdraw"));
    expect(form.isConnected).toBe(true);
    morph(room, FORM("<button>Encore</button>"));
    expect(form.textContent).toBe("Demander");
    expect(form.dataset.outdated).toBe("");
  });

  it("leaves a refusal where it is shown until the next sending", () => {
    const form = FORM('<div class="field"><input id="title" name="title" aria-describedby="aide"></div>');
    const room = show(form);
    showProblem(find<HTMLFormElement>("form"), { title: "À corriger", errors: [{ pointer: "#/title", detail: "À remplir." }] });
    morph(room, form);
    morph(room, form);
    expect(find("[data-act-errors]").textContent).toContain("À remplir.");
    expect(find("#title").getAttribute("aria-invalid")).toBe("true");
    expect(find("#title").getAttribute("aria-describedby")).toBe("aide title-erreur");
    expect(document.querySelectorAll("[data-field-error]")).toHaveLength(1);
    expect(find(".field").classList.contains("field--wrong")).toBe(true);
    expect(document.activeElement).toBe(find("[data-act-errors]"));
    clearProblem(find<HTMLFormElement>("form"));
    morph(room, form);
    expect(find("#title").getAttribute("aria-describedby")).toBe("aide");
    expect(document.querySelectorAll("[data-field-error]")).toHaveLength(0);
  });

  it("runs no script that would be in a fragment", () => {
    const room = show("");
    morph(room, "<script>document.body.dataset.hacked = 'yes'</script><p>x</p>");
    expect(document.body.dataset.hacked).toBeUndefined();
  });
});
