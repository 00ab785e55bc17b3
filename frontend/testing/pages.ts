/** A page for islands under test: what it says and sends is recorded, its live side is driven by hand. */
import { vi } from "vitest";
import { Mounts, type Islands } from "../islands/mount";
import type { Page } from "../islands/page";
import { Clock } from "../live/clock";
import type { CommandOutcome } from "../live/commands";
import type { Command } from "../live/envelope";
import { Live } from "../live/live";
import { FakeWires } from "./wires";

export interface TestPage extends Page {
  readonly wires: FakeWires;
  readonly mounts: Mounts;
  readonly said: string[];
  readonly sent: Command[];
  readonly left: (string | null)[];
  answer: (command: Command, signal?: AbortSignal) => Promise<CommandOutcome>;
}

let leavePrevious: () => void = () => undefined;

/** A new page; the one before is left as a browser leaves it. */
export function testPage(html: string, islands: Islands): TestPage {
  leavePrevious();
  document.body.innerHTML = html;
  const wires = new FakeWires();
  const live = new Live({ open: wires.open, read: wires.read, random: () => 0 });
  const said: string[] = [];
  const sent: Command[] = [];
  const left: (string | null)[] = [];
  const page: Omit<TestPage, "mounts"> = {
    wires, said, sent, left,
    clock: new Clock(),
    say: (text) => { said.push(text); },
    answer: () => Promise.resolve({ kind: "done", result: {} }),
    send(command, signal) { sent.push(command); return this.answer(command, signal); },
    live: () => Promise.resolve(live),
    remount: (part, since) => { mounts.update(part, since); },
    leave: (location) => { left.push(location); },
  };
  const mounts = new Mounts(islands, page);
  mounts.update();
  live.start();
  leavePrevious = () => { mounts.clear(); live.stop(); };
  return Object.assign(page, { mounts });
}

/** `fetch` answers fragments one after another, the last one for ever. */
export function serveFragments(...fragments: string[]): ReturnType<typeof vi.fn<(url: URL, init: RequestInit) => Promise<Response>>> {
  const fetch = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>(() => {
    const html = fragments.length > 1 ? fragments.shift() : fragments[0];
    return Promise.resolve(new Response(html ?? "", { status: 200 }));
  });
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

export function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
}

export function type(selector: string, text: string): void {
  const field = find<HTMLInputElement>(selector);
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function choose(selector: string): void {
  const radio = find<HTMLInputElement>(selector);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}
