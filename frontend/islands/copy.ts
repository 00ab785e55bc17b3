/** Copies a link, or the text it is given. */
import { word } from "../words";
import type { Island, Mounted, Page } from "./page";

export const copy: Island = {
  selector: "[data-copy]",
  connect: (element, page) => connectCopy(element, page),
};

function connectCopy(button: HTMLElement, page: Page): Mounted {
  const press = (event: Event): void => {
    event.preventDefault();
    void copyText(button.dataset.copy || location.href).then((copied) => { tell(button, page, copied); });
  };
  button.hidden = false;
  button.addEventListener("click", press);
  return { disconnect: () => { button.removeEventListener("click", press); } };
}

async function copyText(text: string): Promise<boolean> {
  const absolute = text.startsWith("/") ? new URL(text, location.href).href : text;
  try {
    await navigator.clipboard.writeText(absolute);
    return true;
  } catch {
    return false;
  }
}

function tell(button: HTMLElement, page: Page, copied: boolean): void {
  const message = copied && button.dataset.copied ? button.dataset.copied : word(copied ? "copy.done" : "copy.failed");
  page.say(message);
  const label = button.textContent;
  button.textContent = message;
  setTimeout(() => { button.textContent = label; }, 2500);
}
