/** What was asked already and looks like what is being written: read again from the server when the writer pauses. */
import type { Island, Mounted, Page } from "./page";

const PAUSE = 700;
const FETCH_LIMIT = 8000;
const LEAST = 12;
const LONGEST = 1500;

export const similar: Island = {
  selector: '[data-island~="similar"]',
  identity: ({ dataset }) => `${dataset.src ?? ""} ${dataset.reads ?? ""}`,
  connect: (element, page) => new Similar(element, page).connect(),
};

class Similar {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  #asked = "";

  constructor(private readonly element: HTMLElement, private readonly page: Page) {}

  connect(): Mounted {
    const typed = ({ target }: Event): void => {
      const form = target instanceof Element && target.matches(this.#fields) ? target.closest("form") : null;
      if (form !== null) this.#plan(form);
    };
    document.addEventListener("input", typed);
    return {
      disconnect: () => {
        document.removeEventListener("input", typed);
        clearTimeout(this.#timer);
        this.#asking?.abort();
      },
    };
  }

  get #fields(): string {
    return (this.element.dataset.reads ?? "").split(" ").filter(Boolean).map((name) => `[name="${name}"]`).join(",") || ":not(*)";
  }

  #plan(form: HTMLFormElement): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { void this.#ask(this.#words(form)); }, PAUSE);
  }

  #words(form: HTMLFormElement): string {
    const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(this.#fields)];
    return fields.map(({ value }) => value.trim()).join(" ").trim().slice(0, LONGEST);
  }

  /** Nothing to say of a word or two; what stands below stays when the server does not answer. */
  async #ask(words: string): Promise<void> {
    if (words.length < LEAST || words === this.#asked) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const html = await read(this.element.dataset.src ?? "", words, asking.signal).catch(() => null);
    if (html === null || asking.signal.aborted) return;
    this.#asked = words;
    const before = this.#sentence;
    // Only links stand here, and the writer is elsewhere: nothing of theirs can be lost.
    this.element.innerHTML = html;
    if (this.#sentence !== before) this.page.say(this.#sentence);
  }

  get #sentence(): string {
    return this.element.querySelector<HTMLElement>("[data-announce]")?.dataset.announce ?? "";
  }
}

async function read(source: string, words: string, signal: AbortSignal): Promise<string | null> {
  const url = new URL(source, location.href);
  url.searchParams.set("q", words);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(FETCH_LIMIT)]);
  const response = await fetch(url, { headers: { "X-Fragment": "1", Accept: "text/html" }, signal: limit });
  return response.ok && !response.redirected ? response.text() : null;
}
