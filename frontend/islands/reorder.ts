/** A list whose order people decide: drag with finger or mouse, Alt+↑ and Alt+↓ on the handle, or its buttons. */
import type { CommandOutcome } from "../live/commands";
import { newRequestId } from "../live/request_id";
import { word } from "../words";
import type { Island, Mounted, Page } from "./page";

const SETTLE = 400;

export const reorder: Island = {
  selector: '[data-island~="reorder"]',
  connect: (element, page) => new Reorder(element, page).connect(),
};

class Reorder {
  #dragged: HTMLElement | null = null;
  #before: HTMLElement[] = [];
  #settling: ReturnType<typeof setTimeout> | undefined;
  #sending = false;

  constructor(private readonly list: HTMLElement, private readonly page: Page) {}

  connect(): Mounted {
    const press = (event: PointerEvent): void => { this.#grab(event); };
    const move = (event: PointerEvent): void => { this.#drag(event); };
    const drop = (): void => { this.#drop(); };
    const cancel = (): void => { this.#cancel(); };
    const key = (event: KeyboardEvent): void => { this.#key(event); };
    const handlers = { pointerdown: press, pointermove: move, pointerup: drop, pointercancel: cancel, keydown: key };
    const each = Object.entries(handlers) as [string, EventListener][];
    for (const [name, handler] of each) this.list.addEventListener(name, handler);
    return {
      disconnect: () => {
        clearTimeout(this.#settling);
        for (const [name, handler] of each) this.list.removeEventListener(name, handler);
      },
    };
  }

  get #items(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-item]")].filter(
      (item) => item.closest('[data-island~="reorder"]') === this.list);
  }

  #itemOf(target: EventTarget | null): HTMLElement | null {
    const handle = target instanceof Element ? target.closest("[data-handle]") : null;
    const item = handle?.closest<HTMLElement>("[data-item]") ?? null;
    return item !== null && this.#items.includes(item) ? item : null;
  }

  #grab(event: PointerEvent): void {
    const item = this.#itemOf(event.target);
    if (item === null || event.button !== 0 || this.#sending) return;
    event.preventDefault();
    (event.target as Element).setPointerCapture?.(event.pointerId);
    this.#begin();
    this.#dragged = item;
    item.classList.add("is-dragged");
  }

  #drag(event: PointerEvent): void {
    const dragged = this.#dragged;
    if (dragged === null) return;
    const over = this.#items.find((item) => {
      const box = item.getBoundingClientRect();
      return item !== dragged && event.clientY >= box.top && event.clientY <= box.bottom;
    });
    if (over === undefined) return;
    const box = over.getBoundingClientRect();
    const upper = event.clientY < box.top + box.height / 2;
    if (upper && over.previousElementSibling !== dragged) over.before(dragged);
    if (!upper && over.nextElementSibling !== dragged) over.after(dragged);
  }

  #drop(): void {
    const item = this.#dragged;
    if (item === null) return;
    item.classList.remove("is-dragged");
    this.#dragged = null;
    void this.#send(item);
  }

  #cancel(): void {
    if (this.#dragged === null) return;
    this.#dragged.classList.remove("is-dragged");
    this.#dragged = null;
    this.#restore();
    this.#end();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") { this.#cancel(); return; }
    const item = this.#itemOf(event.target);
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (item === null || step === 0 || !event.altKey || this.#sending) return;
    event.preventDefault();
    const neighbour = this.#items[this.#items.indexOf(item) + step];
    if (neighbour === undefined) return;
    if (this.list.dataset.busy === undefined) this.#begin();
    if (step < 0) neighbour.before(item);
    else neighbour.after(item);
    (event.target as HTMLElement).focus();
    this.page.say(word("reorder.moved", { place: this.#items.indexOf(item) + 1, count: this.#items.length }));
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#send(item), SETTLE);
  }

  /** No refresh may rearrange the list under the person's hand. */
  #begin(): void {
    this.list.dataset.busy = "";
    this.#before = this.#items;
    this.#notice?.remove();
  }

  #end(): void {
    delete this.list.dataset.busy;
    if (this.list.dataset.outdated === undefined) return;
    delete this.list.dataset.outdated;
    this.list.dispatchEvent(new CustomEvent("cotap:refresh", { bubbles: true }));
  }

  #restore(): void {
    const anchor = document.createComment("");
    this.#items[0]?.before(anchor);
    anchor.after(...this.#before);
    anchor.remove();
  }

  async #send(item: HTMLElement): Promise<void> {
    const items = this.#items;
    if (items.every((other, place) => other === this.#before[place])) { this.#end(); return; }
    this.#sending = true;
    const version = this.list.dataset.version;
    const outcome = await this.page.send({
      name: this.list.dataset.command ?? "",
      request_id: newRequestId(),
      ...(version ? { expected_version: Number(version) } : {}),
      data: { ...this.#hidden(), [this.list.dataset.name ?? "item_id"]: item.dataset.item, before_id: items[items.indexOf(item) + 1]?.dataset.item ?? null },
    });
    this.#sending = false;
    this.#show(outcome);
  }

  #hidden(): Record<string, string> {
    const fields = [...this.list.querySelectorAll<HTMLInputElement>(":scope > input[type=hidden]")];
    const given = JSON.parse(this.list.dataset.hidden ?? "{}") as Record<string, string>;
    return { ...given, ...Object.fromEntries(fields.map((field) => [field.name, field.value])) };
  }

  #show(outcome: CommandOutcome): void {
    if (outcome.kind === "done") {
      if (typeof outcome.result.version === "number") this.list.dataset.version = String(outcome.result.version);
      if (outcome.result.message !== undefined) this.page.say(outcome.result.message);
    } else {
      this.#restore();
      const reason = outcome.kind === "unreachable" ? word("act.unreachable") : (outcome.problem.detail ?? outcome.problem.title);
      this.#explain(`${word("reorder.refused")} ${reason}`);
      this.list.dataset.outdated = "";
    }
    this.#end();
    document.dispatchEvent(new CustomEvent("cotap:acted"));
  }

  get #notice(): HTMLElement | null {
    const previous = this.list.previousElementSibling;
    return previous instanceof HTMLElement && previous.dataset.reorderNotice !== undefined ? previous : null;
  }

  #explain(text: string): void {
    const notice = document.createElement("p");
    notice.className = "reorder-notice";
    notice.dataset.reorderNotice = "";
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    this.#notice?.remove();
    this.list.before(notice);
  }
}
