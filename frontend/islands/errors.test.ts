import { describe, expect, it } from "vitest";
import { find, testPage } from "../testing/pages";
import { showProblem } from "./errors";

const HTML = `<form><label for="m">Votre message <span class="field__need">(obligatoire)</span></label><textarea id="m" name="message"></textarea>
  <label for="s">De quoi s’agit-il ?</label><select id="s" name="subject"></select><input name="bare">
  <fieldset><legend>Votre réponse</legend><input type="radio" id="r" name="choice"><label for="r">Pour</label></fieldset></form>`;

describe("a refused form", () => {
  it("names each field before what is wrong with it, so that no two links say the same", () => {
    testPage(HTML, {});
    const errors = ["message", "subject", "bare", "choice"].map((name) => ({ pointer: `#/${name}`, detail: "À remplir." }));
    showProblem(find<HTMLFormElement>("form"), { title: "À corriger", detail: "Corrigez.", errors });
    expect([...document.querySelectorAll("[data-act-errors] a")].map((link) => link.textContent)).toEqual([
      "Votre message\u00a0: À remplir.", "De quoi s’agit-il ? À remplir.", "À remplir.", "Votre réponse\u00a0: À remplir.",
    ]);
    expect(find("#m-erreur").textContent).toContain("À remplir.");
  });

  it("lists what is wrong in the order of the form, whatever the order of the answer", () => {
    testPage(HTML, {});
    const errors = ["choice", "", "subject", "message"].map((name) => ({ pointer: `#/${name}`, detail: name || "tout" }));
    showProblem(find<HTMLFormElement>("form"), { title: "À corriger", errors });
    const said = [...document.querySelectorAll("[data-act-errors] li")].map((item) => item.textContent.split(/[\s\u00a0]/).at(-1));
    expect(said).toEqual(["message", "subject", "choice", "tout"]);
  });
});
