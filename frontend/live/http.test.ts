import { describe, expect, it, vi } from "vitest";
import { journalReader } from "./catchup";
import { postCommand } from "./http";

const VOTE = { name: "ballot.cast", request_id: "r-1", expected_version: 3, data: { choice: "for" } };

function answer(body: string, init: ResponseInit): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => Promise.resolve(new Response(init.status === 304 ? null : body, init)));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

describe("a command over HTTP", () => {
  it("posts what the API asks for", async () => {
    const fetch = answer('{"result": {"receipt": "AB12"}}', { status: 200 });
    expect(await postCommand(VOTE)).toEqual({ result: { receipt: "AB12" } });
    const [url, init] = fetch.mock.calls[0] as [string, RequestInit];
    expect(url).toBe("/api/v1/commands/ballot.cast");
    expect(JSON.parse(init.body as string)).toEqual({ request_id: "r-1", expected_version: 3, data: { choice: "for" } });
    expect(init.headers).toMatchObject({ "Content-Type": "application/json" });
  });

  it("hands a problem document over as it is", async () => {
    const refusal = { type: "/problems/not-allowed", title: "Vous n’avez pas ce droit", status: 403, detail: "…" };
    answer(JSON.stringify(refusal), { status: 403, headers: { "Content-Type": "application/problem+json" } });
    expect(await postCommand(VOTE)).toEqual({ problem: refusal });
  });

  it("gives the shape of a problem to what a proxy says", async () => {
    answer("<html>", { status: 503, statusText: "Service Unavailable", headers: { "Retry-After": "7" } });
    expect(await postCommand(VOTE)).toEqual({
      problem: { type: "about:blank", title: "Service Unavailable", status: 503, retry_after: 7 },
    });
  });
});

describe("reading the journal", () => {
  it("asks for what follows a position and says which state it knows", async () => {
    const page = { stream: "sitting:12", entries: [], position: 4 };
    const fetch = answer(JSON.stringify(page), { status: 200, headers: { ETag: '"e1-4"' } });
    expect(await journalReader()("sitting:12", 4, '"e1-3"')).toMatchObject({ kind: "page", page, etag: '"e1-4"' });
    const [url, init] = fetch.mock.calls[0] as [string, RequestInit];
    expect(url).toBe("/api/v1/journal/sitting%3A12?after=4&limit=500");
    expect(init.headers).toMatchObject({ "If-None-Match": '"e1-3"' });
  });

  it.each([
    [304, { kind: "unchanged" }],
    [403, { kind: "refused", status: 403 }],
    [404, { kind: "refused", status: 404 }],
    [502, { kind: "unreachable", retryAfter: 0 }],
    [429, { kind: "unreachable", retryAfter: 3000 }],
  ])("understands status %i", async (status, expected) => {
    answer("{}", { status, headers: status === 429 ? { "Retry-After": "3" } : {} });
    expect(await journalReader()("sitting:12", 0)).toEqual(expected);
  });

  it("survives a network that is not there", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    expect(await journalReader()("sitting:12", 0)).toEqual({ kind: "unreachable", retryAfter: 0 });
  });
});
