/** The last live resort: when no Socket.IO link holds, read every followed journal again and again. */
export const POLL_EVERY = 3000;

export class Polling {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** `round` reads everything once and answers whether the server could be reached. */
  constructor(private readonly round: () => Promise<boolean>) {}

  get isRunning(): boolean {
    return this.#running;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#turn();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  async #turn(): Promise<void> {
    await this.round();
    if (this.#running) this.#timer = setTimeout(() => void this.#turn(), POLL_EVERY);
  }
}
