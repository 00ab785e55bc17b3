/** Asks once before an act that cannot be undone, with its consequence in words. */
import { word } from "../words";

export function confirmed(consequence: string, act: string): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const text = document.createElement("p");
  text.id = "dialog-consequence";
  text.textContent = consequence;
  dialog.setAttribute("aria-labelledby", text.id);
  const row = document.createElement("div");
  row.className = "dialog__acts";
  const no = button(word("confirm.no"), "button button--quiet");
  const yes = button(act || word("confirm.yes"), "button button--danger");
  row.append(no, yes);
  dialog.append(text, row);
  document.body.append(dialog);
  return new Promise((resolve) => {
    const close = (answer: boolean): void => { resolve(answer); dialog.remove(); };
    no.addEventListener("click", () => { close(false); });
    yes.addEventListener("click", () => { close(true); });
    dialog.addEventListener("cancel", () => { close(false); });
    dialog.showModal();
    no.focus();
  });
}

function button(label: string, className: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  return element;
}
