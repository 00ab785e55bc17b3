/** Builders for what the server would say of a stream. */
import type { Entry, Followed, JournalPage, Sequences } from "../live/envelope";

export const STREAM = "sitting:12";
const NOON = "2026-03-03T12:00:00.000Z";

export function entry(position: number, sequence: number, audience = "public", kind = "floor.asked"): Entry {
  return { stream: STREAM, position, audience, sequence, kind, occurred_at: NOON, payload: { position } };
}

export function followed(position: number, sequences: Sequences, more: Partial<Followed> = {}): Followed {
  const you = { person_id: null, name: null, seat_id: null, audiences: Object.keys(sequences) };
  return { epoch: "e1", position, sequences, server_time: NOON, you, ...more };
}

export function journal(entries: readonly Entry[], position: number, sequences: Sequences, more: Partial<JournalPage> = {}): JournalPage {
  return { stream: STREAM, epoch: "e1", position, sequences, entries, more: false, server_time: NOON, ...more };
}
