/**
 * What this tab remembers of a person's votes, so that a reload in the middle of a cut sends the same request again and
 * a receipt stays. A secret choice is never written down.
 */
import type { Command } from "../live/envelope";

export interface Receipt {
  readonly receipt: string;
  readonly at: string;
  readonly choice: string | null;
}

interface Remembered {
  readonly pending?: Command;
  readonly receipt?: Receipt;
}

export class VoteMemory {
  readonly #key: string;

  /** `voter` tells two persons or two seats on one device apart. */
  constructor(ballot: string, voter: string, private readonly secret: boolean, private readonly store: Storage = sessionStorage) {
    this.#key = `cotap.ballot:${ballot}:${voter}`;
  }

  get pending(): Command | null {
    return this.#read().pending ?? null;
  }

  get receipt(): Receipt | null {
    return this.#read().receipt ?? null;
  }

  ask(command: Command): void {
    this.#write({ pending: this.secret ? { ...command, data: {} } : command });
  }

  forget(): void {
    this.store.removeItem(this.#key);
  }

  keep(receipt: Receipt): void {
    this.#write({ receipt: this.secret ? { ...receipt, choice: null } : receipt });
  }

  #read(): Remembered {
    try {
      return JSON.parse(this.store.getItem(this.#key) ?? "{}") as Remembered;
    } catch {
      return {};
    }
  }

  /** A full or forbidden store must not stop a vote. */
  #write(remembered: Remembered): void {
    try {
      this.store.setItem(this.#key, JSON.stringify(remembered));
    } catch {
      return;
    }
  }
}
