/** A form that does one act of the domain without leaving the page. Without script it posts and works the same. */
import type { CommandOutcome } from "../live/commands";
import type { Command, CommandResult } from "../live/envelope";
import { isStale } from "../live/lock";
import { newRequestId } from "../live/request_id";
import { word } from "../words";
import { confirmed } from "./confirm";
import { clearProblem, showProblem } from "./errors";
import { photograph, settle, type Photograph } from "./fields";
import { commandOf, hiddenValue } from "./form_data";
import type { Island, Mounted, Page } from "./page";
import { showProgress } from "./progress";
import { removeTheirs } from "./theirs";

/** What was asked and not answered yet. Asking the same again must be the same command, to the letter. */
export interface Intentions {
  /** The command to send for this draft: the earlier one if it asks the same thing, with its request_id. */
  commandFor(draft: Command): Command;
  answered(): void;
}

export interface ActHooks {
  readonly intentions?: Intentions;
  /** Whether the act must wait for a live link even outside [data-needs-live]. */
  readonly needsLive?: boolean;
  /** Answers true when it has shown the result itself. */
  done?(result: CommandResult, submitter: HTMLElement | null): boolean;
}

export const act: Island = {
  selector: 'form[data-act]:not([data-act="ballot.cast"])',
  connect: (element, page) => enliven(element as HTMLFormElement, page),
};

/** Send `form` as a command from now on. */
export function enliven(form: HTMLFormElement, page: Page, hooks: ActHooks = {}): Mounted {
  const one = new Act(form, page, hooks);
  const submit = (event: SubmitEvent): void => { one.submit(event); };
  form.addEventListener("submit", submit);
  return { disconnect: () => { form.removeEventListener("submit", submit); } };
}

/** Intentions kept in memory: enough for an act that a reload would show to be done or not. */
function memory(form: HTMLFormElement): Intentions {
  let open: Command | null = null;
  return {
    commandFor(draft) {
      if (open === null || !sameWish(open, draft)) {
        const given = open === null ? hiddenValue(form, "request_id") : "";
        open = { ...draft, request_id: given || newRequestId() };
      }
      return open;
    },
    answered() {
      open = null;
      const field = form.querySelector<HTMLInputElement>('input[type="hidden"][name="request_id"]');
      if (field !== null) field.value = newRequestId();
    },
  };
}

/** The version is left out: it may have moved because the first sending was heard. */
function sameWish(one: Command, other: Command): boolean {
  return one.name === other.name && JSON.stringify(one.data) === JSON.stringify(other.data);
}

/** Close what was unfolded for the act, done now, and answer what stands around it; who was in it stands on its summary. */
function fold(form: HTMLFormElement): HTMLDetailsElement | null {
  const around = form.dataset.after === "stay" ? null : form.closest<HTMLDetailsElement>("details.act__confirm, details.disclosure");
  for (const unfolded of [around, ...form.querySelectorAll<HTMLDetailsElement>("details.act__confirm")]) {
    if (unfolded === null) continue;
    const left = unfolded.contains(document.activeElement) ? unfolded.querySelector("summary") : null;
    unfolded.open = false;
    left?.focus({ preventScroll: true });
  }
  return around;
}

class Act {
  #busy = false;
  #sent: Photograph = new Map();
  #line: HTMLElement | null = null;
  readonly #intentions: Intentions;

  constructor(private readonly form: HTMLFormElement, private readonly page: Page, private readonly hooks: ActHooks) {
    this.#intentions = hooks.intentions ?? memory(form);
  }

  submit(event: SubmitEvent): void {
    const submitter = event.submitter;
    const plain = this.form.dataset.plain !== undefined || submitter?.dataset.plain !== undefined;
    if (plain || this.form.querySelector("input[type=file]") !== null) return;
    event.preventDefault();
    if (!this.#busy) void this.#perform(submitter);
  }

  async #perform(submitter: HTMLElement | null): Promise<void> {
    this.#busy = true;
    try {
      const consequence = submitter?.dataset.confirm ?? this.form.dataset.confirm;
      if (consequence && !(await confirmed(consequence, submitter?.textContent.trim() ?? ""))) return;
      if (isStale() && (this.hooks.needsLive === true || this.form.closest("[data-needs-live]") !== null)) {
        showProblem(this.form, { title: word("act.failed"), detail: word("act.stale") });
        return;
      }
      this.#show(await this.#send(submitter), submitter);
    } finally {
      this.#busy = false;
    }
  }

  async #send(submitter: HTMLElement | null): Promise<CommandOutcome> {
    clearProblem(this.form);
    this.#line?.remove();
    const command = this.#intentions.commandFor(commandOf(this.form, submitter));
    this.#sent = photograph(this.form);
    const abort = new AbortController();
    const stop = showProgress(this.form, this.page, () => { abort.abort(); });
    try {
      return await this.page.send(command, abort.signal);
    } finally {
      stop();
    }
  }

  #show(outcome: CommandOutcome, submitter: HTMLElement | null): void {
    if (outcome.kind === "unreachable") {
      showProblem(this.form, { title: word("act.failed"), detail: word("act.unreachable") });
      return;
    }
    this.#intentions.answered();
    if (outcome.kind === "done") this.#done(outcome.result, submitter);
    else if (outcome.kind === "refused") showProblem(this.form, outcome.problem);
    else this.#conflict(outcome);
    const late = this.form.dataset.outdated !== undefined || outcome.kind === "conflict";
    delete this.form.dataset.outdated;
    if (late) this.form.dispatchEvent(new CustomEvent("cotap:refresh", { bubbles: true }));
  }

  #done(result: CommandResult, submitter: HTMLElement | null): void {
    this.form.dispatchEvent(new CustomEvent("cotap:done", { bubbles: true, detail: result }));
    if (this.hooks.done?.(result, submitter) !== true) this.#conclude(result);
    document.dispatchEvent(new CustomEvent("cotap:acted", { detail: result }));
  }

  #conclude(result: CommandResult): void {
    settle(this.form, this.#sent, this.form.dataset.after === "stay");
    if (typeof result.version === "number") this.#setVersion(result.version);
    removeTheirs(this.form);
    const folded = fold(this.form);
    const refreshed = document.querySelector('[data-island~="refresh"]') !== null;
    const stays = this.form.dataset.after === "stay" || (refreshed && this.form.dataset.after !== "reload");
    if (result.location !== undefined || !stays) {
      this.page.leave(result.location ?? null, result.message, this.form);
      return;
    }
    const message = result.message ?? word("act.done");
    this.page.say(message);
    this.#write(message, folded);
  }

  /** Having been told, the person may send again: knowingly, on the present version. */
  #conflict({ problem, currentVersion }: Extract<CommandOutcome, { kind: "conflict" }>): void {
    showProblem(this.form, { detail: word("act.conflict"), ...problem });
    if (currentVersion !== null) this.#setVersion(currentVersion);
  }

  #setVersion(version: number): void {
    const field = this.form.querySelector<HTMLInputElement>('input[type="hidden"][name="expected_version"]');
    if (field !== null) field.value = String(version);
  }

  /** The same words for the eye, where they can be seen; they go when the person types again or has done something else. */
  #write(message: string, folded: HTMLDetailsElement | null): void {
    const line = document.createElement("p");
    line.className = "act-message";
    line.dataset.actMessage = "";
    line.dataset.keep = "here";
    line.textContent = message;
    if (folded === null) this.form.append(line);
    else folded.after(line);
    const clear = (): void => { line.remove(); };
    this.form.addEventListener("input", clear, { once: true });
    queueMicrotask(() => { document.addEventListener("cotap:acted", clear, { once: true }); });
    this.#line = line;
  }
}
