/**
 * Brings the islands of a page to life. A failing island is reported and left alone: the server's HTML under it works
 * without script, and the other islands do not notice.
 */
import type { Island, Mounted, Page } from "./page";

/** Islands whose code is fetched the first time that `selector` finds something. */
export interface Later {
  readonly selector: string;
  load(): Promise<Readonly<Record<string, Island>>>;
}

export type Islands = Readonly<Record<string, Island | Later>>;

interface Instance {
  readonly element: HTMLElement;
  readonly island: Island;
  readonly identity: string;
  readonly mounted: Mounted;
}

export class Mounts {
  #islands = new Map<string, Island>();
  #later = new Map<string, Later>();
  #instances = new Map<HTMLElement, Map<string, Instance>>();

  constructor(islands: Islands, private readonly page: Page) {
    for (const [name, island] of Object.entries(islands)) {
      if ("load" in island) this.#later.set(name, island);
      else this.#islands.set(name, island);
    }
  }

  /** Mount what is new, unmount what has gone, tell the others that their HTML may have changed. */
  update(root: ParentNode = document, since = 0): void {
    this.#sweep();
    for (const instances of [...this.#instances.values()]) {
      for (const [name, { element, mounted }] of [...instances]) {
        if (root.contains(element) || element.contains(root)) guard(name, () => mounted.morphed?.(since));
      }
    }
    for (const [name, island] of this.#islands) this.#mountAll(name, island, root);
    this.#load(root);
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

  #load(root: ParentNode): void {
    for (const [group, later] of [...this.#later]) {
      if (root.querySelector(later.selector) === null) continue;
      this.#later.delete(group);
      later.load().then((islands) => {
        for (const [name, island] of Object.entries(islands)) {
          this.#islands.set(name, island);
          this.#mountAll(name, island, document);
        }
      }).catch((error: unknown) => { report(group, error); });
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
