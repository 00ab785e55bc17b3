/** The vote: choose, confirm, and a receipt that stays. One person votes once, whatever the network does. */
import type { Command, CommandResult } from "../live/envelope";
import { newRequestId } from "../live/request_id";
import { word } from "../words";
import { enliven } from "./act";
import { hiddenValue } from "./form_data";
import type { Island, Mounted, Page } from "./page";
import { receiptBox, removeReceiptsOfOthers, voteMemory, writeReceipt } from "./receipt";
import type { VoteMemory } from "./vote_memory";

export const ballot: Island = {
  selector: 'form[data-act="ballot.cast"]',
  identity: (form) => voteOf(form as HTMLFormElement),
  connect: (form, page) => new BallotForm(form as HTMLFormElement, page).connect(),
};

function voteOf(form: HTMLFormElement): string {
  return `${hiddenValue(form, "ballot_id")}.${hiddenValue(form, "seat_id")}`;
}

class BallotForm {
  readonly #memory: VoteMemory;
  #asked: Command | null = null;
  #cast = false;

  constructor(private readonly form: HTMLFormElement, private readonly page: Page) {
    this.#memory = voteMemory(hiddenValue(form, "ballot_id"), hiddenValue(form, "seat_id"), form.dataset.secret !== undefined);
    this.#asked = this.#memory.pending;
  }

  connect(): Mounted {
    removeReceiptsOfOthers(hiddenValue(this.form, "ballot_id"));
    if (this.#asked !== null) this.#recall(this.#asked);
    const chosen = (): void => { this.#chosen(); };
    const shown = (): void => { this.#button?.scrollIntoView({ block: "nearest" }); };
    this.form.addEventListener("change", chosen);
    this.form.addEventListener("change", shown);
    this.#chosen();
    const acting = enliven(this.form, this.page, {
      needsLive: true,
      intentions: { commandFor: (draft) => this.#command(draft), answered: () => { this.#answered(); } },
      done: (result) => this.#done(result),
    });
    return {
      disconnect: () => {
        acting.disconnect?.();
        this.form.removeEventListener("change", chosen);
        this.form.removeEventListener("change", shown);
      },
      morphed: () => { this.form.hidden = this.#cast; this.#chosen(); },
    };
  }

  /** The same vote sent again is the same request; another choice is another wish, and the server says if it is late. */
  #command(draft: Command): Command {
    const asked = this.#asked;
    const same = asked !== null && (Object.keys(asked.data).length === 0 || sameData(asked, draft));
    const given = asked === null ? hiddenValue(this.form, "request_id") : "";
    const command = { ...draft, request_id: same ? asked.request_id : given || newRequestId() };
    this.#asked = command;
    this.#memory.ask(command);
    return command;
  }

  #answered(): void {
    this.#asked = null;
    this.#memory.forget();
  }

  /** A vote was under way when the page was reloaded: show it as it was, for the person to confirm again. */
  #recall(pending: Command): void {
    const radio = [...this.#radios()].find((candidate) => pending.data[candidate.name] === candidate.value);
    if (radio !== undefined) radio.checked = true;
    const notice = document.createElement("p");
    notice.className = "ballot-unconfirmed";
    notice.dataset.keep = "here";
    notice.textContent = word("ballot.unconfirmed");
    this.form.prepend(notice);
    this.page.say(notice.textContent);
  }

  get #button(): HTMLElement | null {
    return this.form.querySelector("[data-confirm-vote], button[type=submit], button:not([type])");
  }

  /** The style sheet brings the confirmation under the thumb from `data-chosen`. */
  #chosen(): void {
    const radio = this.#choice;
    if (radio === undefined) delete this.form.dataset.chosen;
    else this.form.dataset.chosen = radio.value;
    const place = this.#button?.querySelector<HTMLElement>("[data-confirm-label]") ?? this.#button;
    if (place === null) return;
    place.dataset.label ??= place.textContent.trim();
    const label = radio === undefined ? place.dataset.label : word("ballot.confirm", { act: place.dataset.label, choice: labelOf(radio) });
    if (place.textContent !== label) place.textContent = label;
  }

  #done(result: CommandResult): boolean {
    const { form, page } = this;
    const radio = this.#choice;
    const at = typeof result.cast_at === "string" ? new Date(result.cast_at) : new Date(page.clock.serverNow());
    const receipt = {
      receipt: typeof result.receipt === "string" ? result.receipt : "",
      at: at.toISOString(),
      choice: radio === undefined || form.dataset.secret !== undefined ? null : labelOf(radio),
    };
    this.#cast = true;
    this.#memory.keep(receipt);
    const box = receiptBox(hiddenValue(form, "ballot_id"), hiddenValue(form, "seat_id"));
    const focused = form.contains(document.activeElement);
    form.hidden = true;
    form.after(box);
    const words = writeReceipt(box, receipt);
    page.say(result.message ?? words);
    if (focused) box.focus({ preventScroll: true });
    return true;
  }

  get #choice(): HTMLInputElement | undefined {
    return [...this.#radios()].find((candidate) => candidate.checked);
  }

  #radios(): NodeListOf<HTMLInputElement> {
    return this.form.querySelectorAll<HTMLInputElement>("input[type=radio]");
  }
}

function sameData(one: Command, other: Command): boolean {
  return JSON.stringify(one.data) === JSON.stringify(other.data);
}

function labelOf(radio: HTMLInputElement): string {
  return (radio.dataset.label ?? radio.labels?.[0]?.textContent ?? radio.value).replace(/\s+/g, " ").trim();
}
