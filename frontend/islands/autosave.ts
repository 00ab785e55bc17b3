/**
 * Notes that save themselves while one writes: quietly, never from a stale page, and never over somebody else's hand.
 * Sending the form by its button remains an ordinary act.
 */
import type { CommandOutcome } from "../live/commands";
import { isStale } from "../live/lock";
import { newRequestId } from "../live/request_id";
import { clockTime, word } from "../words";
import { commandOf } from "./form_data";
import type { Island, Mounted, Page } from "./page";

const PAUSE = 1500;
const AT_LEAST_EVERY = 10_000;

export const autosave: Island = {
  selector: "form[data-autosave]",
  connect: (form, page) => new Autosave(form as HTMLFormElement, page).connect(),
};

class Autosave {
  readonly #field: HTMLTextAreaElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #saving = false;
  #sendAfter = false;

  constructor(private readonly form: HTMLFormElement, private readonly page: Page) {
    this.#field = form.querySelector("textarea");
  }

  connect(): Mounted {
    const written = (): void => { this.#plan(); };
    const back = (): void => { if (this.#isDirty) void this.#save(); };
    const submitted = (event: SubmitEvent): void => { this.#submitted(event); };
    this.form.addEventListener("input", written);
    this.form.addEventListener("submit", submitted, true);
    document.addEventListener("cotap:fresh", back);
    return {
      disconnect: () => {
        clearTimeout(this.#timer);
        this.form.removeEventListener("input", written);
        this.form.removeEventListener("submit", submitted, true);
        document.removeEventListener("cotap:fresh", back);
      },
    };
  }

  get #isDirty(): boolean {
    return this.#field !== null && this.#field.value !== this.#field.defaultValue;
  }

  /** Somebody else wrote meanwhile: nothing more is sent until the person says so. */
  get #isContested(): boolean {
    return this.form.querySelector("[data-theirs], [data-act-errors]:not([hidden]):not(:empty)") !== null;
  }

  #plan(): void {
    if (this.#since === 0) this.#since = Date.now();
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#since + AT_LEAST_EVERY - Date.now());
    this.#timer = setTimeout(() => void this.#save(), Math.min(PAUSE, left));
  }

  /** Two sendings of one hand must not meet as if they were two hands. */
  #submitted(event: SubmitEvent): void {
    clearTimeout(this.#timer);
    if (!this.#saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#sendAfter = true;
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    const field = this.#field;
    if (field === null || this.#saving || !this.#isDirty || this.#isContested) return;
    if (isStale()) { this.#say(word("note.waiting")); return; }
    this.#saving = true;
    this.#since = 0;
    const sent = field.value;
    this.#say(word("note.saving"));
    const outcome = await this.page.send({ ...commandOf(this.form, null), request_id: newRequestId() });
    this.#saving = false;
    this.#heard(outcome, field, sent);
    if (this.#sendAfter) this.form.requestSubmit();
    this.#sendAfter = false;
  }

  #heard(outcome: CommandOutcome, field: HTMLTextAreaElement, sent: string): void {
    if (outcome.kind === "unreachable") { this.#say(word("note.waiting")); return; }
    if (outcome.kind === "done") { this.#saved(outcome.result.version, field, sent); return; }
    const why = outcome.kind === "conflict" ? word("note.conflict") : (outcome.problem.detail ?? outcome.problem.title);
    this.#say(why);
    this.page.say(why);
    this.form.dispatchEvent(new CustomEvent("cotap:refresh", { bubbles: true }));
  }

  #saved(version: unknown, field: HTMLTextAreaElement, sent: string): void {
    const hidden = this.form.querySelector<HTMLInputElement>('input[name="expected_version"]');
    if (hidden !== null && typeof version === "number") hidden.value = String(version);
    field.defaultValue = sent;
    this.#say(word("note.saved", { time: clockTime(this.page.clock.serverNow()) }));
    if (this.#isDirty) this.#plan();
    else this.form.dispatchEvent(new CustomEvent("cotap:done", { bubbles: true, detail: {} }));
  }

  #say(text: string): void {
    let line = this.form.querySelector<HTMLElement>("[data-autosave-status]");
    if (line === null) {
      line = document.createElement("p");
      line.className = "note-item__status";
      line.dataset.autosaveStatus = "";
      line.dataset.keep = "here";
      this.form.append(line);
    }
    line.textContent = text;
  }
}
