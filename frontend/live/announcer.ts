/** The one voice of the page: says each change once, politely, to those who listen instead of looking. */
const PAUSE = 700;
const SAME_WITHIN = 3000;

export class Announcer {
  #queue: string[] = [];
  #said = new Map<string, number>();
  #speaking = false;

  constructor(private readonly place: () => HTMLElement = announcements) {}

  say(text: string): void {
    const phrase = text.replace(/\s+/g, " ").trim();
    const now = Date.now();
    for (const [old, at] of this.#said) if (now - at > SAME_WITHIN) this.#said.delete(old);
    if (phrase === "" || this.#said.has(phrase)) return;
    this.#said.set(phrase, now);
    this.#queue.push(phrase);
    if (!this.#speaking) this.#next();
  }

  #next(): void {
    const phrase = this.#queue.shift();
    this.#speaking = phrase !== undefined;
    if (phrase === undefined) return;
    const line = document.createElement("p");
    line.textContent = phrase;
    this.place().replaceChildren(line);
    setTimeout(() => { this.#next(); }, PAUSE);
  }
}

/** The live region of the layout; a page without one gets its own. */
function announcements(): HTMLElement {
  const known = document.getElementById("annonces");
  if (known !== null) return known;
  const region = document.createElement("div");
  region.id = "annonces";
  region.className = "visually-hidden";
  region.setAttribute("aria-live", "polite");
  document.body.append(region);
  return region;
}
