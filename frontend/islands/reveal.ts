/** Shows what is being typed in a password, for whoever types on a small keyboard; hidden again when the form goes. */
import type { Island, Mounted, Page } from "./page";

export const reveal: Island = {
  selector: "[data-reveal]",
  connect: (button, page) => connectReveal(button, page),
};

function connectReveal(button: HTMLElement, page: Page): Mounted | undefined {
  const field = button.parentElement?.querySelector("input");
  const word = button.querySelector<HTMLElement>("[data-reveal-word]");
  if (!field || !word) return undefined;
  const words = { show: word.textContent, hide: button.dataset.hide ?? "" };
  const set = (shown: boolean): void => {
    field.type = shown ? "text" : "password";
    word.textContent = shown ? words.hide : words.show;
  };
  const press = (): void => {
    const shown = field.type === "password";
    set(shown);
    page.say((shown ? button.dataset.shown : button.dataset.hidden) ?? "");
  };
  // What was shown would otherwise be remembered by the browser as ordinary text.
  const hide = (): void => { set(false); };
  button.hidden = false;
  button.addEventListener("click", press);
  field.form?.addEventListener("submit", hide);
  return {
    disconnect: () => {
      button.removeEventListener("click", press);
      field.form?.removeEventListener("submit", hide);
    },
  };
}
