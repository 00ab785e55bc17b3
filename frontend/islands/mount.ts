/**
 * Brings the islands of a page to life. A failing island is reported and left alone: the server's HTML under it works
 * without script, and the other islands do not notice.
 */
import type { Island, Mounted, Page } from "./page";

export type Islands = Readonly<Record<string, Island | (() => Promise<Island>)>>;

interface Instance {
  readonly element: HTMLElement;
  readonly island: Island;
  readonly identity: string;
  readonly mounted: Mounted;
}

export class Mounts {
  #loaded = new Map<string, Island>();
  #loading = new Map<string, Promise<void>>();
  #instances = new Map<HTMLElement, Map<string, Instance>>();

  /** `lazy` islands are found by `data-island` until their code is there. */
  constructor(private readonly islands: Islands, private readonly page: Page) {
    for (const [name, island] of Object.entries(islands)) {
      if (typeof island !== "function") this.#loaded.set(name, island);
    }
  }

  /** Mount what is new, unmount what has gone, tell the others that their HTML may have changed. */
  update(root: ParentNode = document, since = 0): void {
    this.#sweep();
    for (const instances of [...this.#instances.values()]) {
      for (const { element, mounted, island } of [...instances.values()]) {
        if (root === element || root.contains(element)) guard(island.selector, () => mounted.morphed?.(since));
      }
    }
    for (const [name, island] of this.#loaded) this.#mountAll(name, island, root);
    this.#loadNeeded(root);
  }

  /** Unmount everything. */
  clear(): void {
    for (const instances of [...this.#instances.values()]) {
      for (const [name, instance] of [...instances]) this.#unmount(name, instance);
    }
  }

  #mountAll(name: string, island: Island, root: ParentNode): void {
    const found = [...root.querySelectorAll<HTMLElement>(island.selector)];
    if (root instanceof HTMLElement && root.matches(island.selector)) found.unshift(root);
    for (const element of found) {
      if (this.#instances.get(element)?.has(name)) continue;
      guard(name, () => {
        const mounted = island.connect(element, this.page) ?? {};
        const instance = { element, island, identity: island.identity?.(element) ?? "", mounted };
        const instances = this.#instances.get(element) ?? new Map<string, Instance>();
        this.#instances.set(element, instances.set(name, instance));
      });
    }
  }

  #sweep(): void {
    for (const instances of [...this.#instances.values()]) {
      for (const [name, instance] of [...instances]) {
        const { element, island, identity } = instance;
        const same = element.isConnected && element.matches(island.selector) && (island.identity?.(element) ?? "") === identity;
        if (!same) this.#unmount(name, instance);
      }
    }
  }

  #unmount(name: string, { element, mounted }: Instance): void {
    const instances = this.#instances.get(element);
    instances?.delete(name);
    if (instances?.size === 0) this.#instances.delete(element);
    guard(name, () => mounted.disconnect?.());
  }

  #loadNeeded(root: ParentNode): void {
    for (const [name, island] of Object.entries(this.islands)) {
      if (typeof island !== "function" || this.#loaded.has(name) || this.#loading.has(name)) continue;
      if (root.querySelector(`[data-island~="${name}"]`) === null) continue;
      const loading = island().then((ready) => {
        this.#loaded.set(name, ready);
        this.#mountAll(name, ready, document);
      });
      this.#loading.set(name, loading.catch((error: unknown) => { report(name, error); }));
    }
  }
}

function guard(name: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    report(name, error);
  }
}

function report(name: string, error: unknown): void {
  console.error(`island ${name}`, error);
}
