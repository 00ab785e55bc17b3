/** Says that an act is under way when it takes longer than a person expects, and offers a way out when it lasts. */
import { word } from "../words";
import type { Page } from "./page";

const SHOWN_AFTER = 1000;
const SLOW_AFTER = 10_000;

/** Start showing progress in `form`; the answer stops. */
export function showProgress(form: HTMLFormElement, page: Page, giveUp: () => void): () => void {
  const line = document.createElement("p");
  line.className = "act-progress";
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")];
  form.dataset.busy = "";
  form.setAttribute("aria-busy", "true");
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  const shown = setTimeout(() => {
    line.textContent = word("act.sending");
    form.append(line);
    page.say(word("act.sending"));
  }, SHOWN_AFTER);
  const slow = setTimeout(() => {
    line.textContent = `${word("act.slow")} `;
    line.append(wayOut(giveUp));
    page.say(word("act.slow"));
  }, SLOW_AFTER);
  return () => {
    clearTimeout(shown);
    clearTimeout(slow);
    line.remove();
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
    for (const button of buttons) button.removeAttribute("aria-disabled");
  };
}

function wayOut(giveUp: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word("act.give_up");
  button.addEventListener("click", giveUp);
  return button;
}
