/** Reads the journal over plain HTTP: what fills a gap, and what replaces the live link when there is none. */
import type { JournalPage } from "./envelope";
import { limited } from "./http";

export type Reading =
  | { readonly kind: "page"; readonly page: JournalPage; readonly etag: string | null; readonly askedAt: number }
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "unreachable"; readonly retryAfter: number };

export type ReadJournal = (stream: string, after: number, etag?: string | null) => Promise<Reading>;

const READ_LIMIT = 8000;

/** A reader of the journals of `site`, the page's own when it is left out. */
export function journalReader(site = ""): ReadJournal {
  return async (stream, after, etag = null) => {
    const askedAt = Date.now();
    try {
      const response = await fetch(`${site}/api/v1/journal/${encodeURIComponent(stream)}?after=${String(after)}&limit=500`, {
        headers: etag === null ? { Accept: "application/json" } : { Accept: "application/json", "If-None-Match": etag },
        signal: limited(READ_LIMIT),
        cache: "no-store",
      });
      return await reading(response, askedAt);
    } catch {
      return { kind: "unreachable", retryAfter: 0 };
    }
  };
}

async function reading(response: Response, askedAt: number): Promise<Reading> {
  if (response.status === 304) return { kind: "unchanged" };
  if (response.ok) {
    const page = (await response.json()) as JournalPage;
    return { kind: "page", page, etag: response.headers.get("ETag"), askedAt };
  }
  const temporary = response.status >= 500 || response.status === 429;
  if (!temporary) return { kind: "refused", status: response.status };
  return { kind: "unreachable", retryAfter: Number(response.headers.get("Retry-After") ?? 0) * 1000 };
}
