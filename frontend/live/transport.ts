/** One attempt at a live link. The rest of the client knows only these verbs, so that tests can cut any wire. */
import { io } from "socket.io-client";
import type { Problem } from "./envelope";

export interface TransportEvents {
  up(): void;
  down(reason: string, retryAfterMs: number): void;
  message(event: string, payload: unknown): void;
}

export interface Transport {
  /** Resolves with the acknowledgement, rejects when none came in time or the link fell. */
  call(event: string, payload: unknown, timeoutMs: number): Promise<unknown>;
  close(): void;
}

export type OpenTransport = (attempt: number, events: TransportEvents) => Transport;

const OPENING_LIMIT = 8000;

/**
 * Socket.IO to `url` (the page's own origin when absent). Its own reconnection is off: the house's full jitter rules.
 * Every third attempt begins with long polling, for networks where a WebSocket hangs instead of failing.
 */
export function socketTransport(url?: string): OpenTransport {
  return (attempt, events) => {
    const order = attempt % 3 === 2 ? ["polling", "websocket"] : ["websocket", "polling"];
    const options = { path: "/socket.io", transports: order, tryAllTransports: true, timeout: OPENING_LIMIT };
    const own = { ...options, reconnection: false, forceNew: true };
    const socket = url === undefined ? io(own) : io(url, own);
    socket.on("connect", () => { events.up(); });
    socket.on("disconnect", (reason) => { events.down(reason, 0); });
    socket.on("connect_error", (error: Error & { data?: Partial<Problem> }) => {
      socket.close();
      events.down(error.message, (error.data?.retry_after ?? 0) * 1000);
    });
    socket.onAny((event: string, payload: unknown) => { events.message(event, payload); });
    return {
      call: (event, payload, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(event, payload) as Promise<unknown>,
      close: () => { socket.close(); },
    };
  };
}
