/**
 * The server's clock as seen from here. Every timer of the house is an absolute timestamp, so a wrong clock on the
 * person's device must not change what they read.
 */
export class Clock {
  #offset = 0;
  #doubt = Number.POSITIVE_INFINITY;
  #sampledAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Learn from one message: `serverTime` was written by the server, `sentAt` is when we asked (absent for a push).
   * The sample with the least doubt wins; doubt grows with age because clocks drift and devices sleep.
   */
  learn(serverTime: string, sentAt?: number): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server)) return;
    const received = this.now();
    const travel = sentAt === undefined ? 1000 : received - sentAt;
    const aged = this.#doubt + (received - this.#sampledAt) / 100;
    if (travel / 2 > aged && Math.abs(server - received - this.#offset) < 2000 + travel) return;
    this.#offset = server + (sentAt === undefined ? 0 : travel / 2) - received;
    this.#doubt = travel / 2;
    this.#sampledAt = received;
  }

  /** Milliseconds since 1970 on the server. */
  serverNow(): number {
    return this.now() + this.#offset;
  }
}
