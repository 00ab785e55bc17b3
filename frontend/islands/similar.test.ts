import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, serveFragments, testPage, type, type TestPage } from "../testing/pages";
import { similar } from "./similar";

const FOUND = (count: number) => `<p data-announce="${String(count)} questions ressemblent à la vôtre.">${String(count)} questions</p>`;
const HTML = `<div id="semblables" data-island="similar" data-src="/interpellations/semblables?contrat=c" data-reads="title question"><p>rien</p></div>
  <form id="f"><input name="title"><textarea name="question"></textarea><input name="residence"></form><input name="q">`;

const write = (): TestPage => testPage(HTML, { similar });
const asked = (fetch: ReturnType<typeof serveFragments>, turn = 0): URLSearchParams =>
  new URL(String(fetch.mock.calls[turn]?.[0])).searchParams;

describe("similar questions while writing", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 1_000_000 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("are asked for once the writer pauses, with the words of both fields and what the question is about", async () => {
    const fetch = serveFragments(FOUND(2));
    const page = write();
    type('[name="title"]', "La maison de santé");
    await vi.advanceTimersByTimeAsync(300);
    type('[name="question"]', "Pourquoi n’ouvre-t-elle pas ?");
    await vi.advanceTimersByTimeAsync(600);
    expect(fetch).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(fetch).toHaveBeenCalledOnce();
    expect(asked(fetch).get("q")).toBe("La maison de santé Pourquoi n’ouvre-t-elle pas ?");
    expect(asked(fetch).get("contrat")).toBe("c");
    expect(find("#semblables").textContent).toBe("2 questions");
    expect(page.said).toEqual(["2 questions ressemblent à la vôtre."]);
  });

  it("are not asked for a word, for another field, nor twice for the same words", async () => {
    const fetch = serveFragments(FOUND(1));
    write();
    type('[name="title"]', "La maison");
    type('[name="residence"]', "Une commune au nom bien long");
    type('[name="q"]', "des mots ailleurs sur la page");
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetch).not.toHaveBeenCalled();
    type('[name="title"]', "La maison de santé");
    await vi.advanceTimersByTimeAsync(1000);
    type('[name="title"]', "La maison de santé ");
    await vi.advanceTimersByTimeAsync(1000);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("are said aloud only when what is said changes", async () => {
    serveFragments(FOUND(1), FOUND(1), FOUND(3));
    const page = write();
    for (const words of ["La maison de santé", "La maison de santé de Tourcoing", "La maison de santé de Roubaix"]) {
      type('[name="title"]', words);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(page.said).toEqual(["1 questions ressemblent à la vôtre.", "3 questions ressemblent à la vôtre."]);
  });

  it("give way to a newer question asked meanwhile", async () => {
    const answers: ((response: Response) => void)[] = [];
    vi.stubGlobal("fetch", vi.fn(() => new Promise<Response>((resolve) => { answers.push(resolve); })));
    write();
    type('[name="title"]', "La maison de santé");
    await vi.advanceTimersByTimeAsync(800);
    type('[name="title"]', "La piscine intercommunale");
    await vi.advanceTimersByTimeAsync(800);
    answers[1]?.(new Response(FOUND(2)));
    answers[0]?.(new Response(FOUND(9)));
    await vi.advanceTimersByTimeAsync(100);
    expect(find("#semblables").textContent).toBe("2 questions");
  });

  it("stay as they are when the server fails, and are asked again with the next words", async () => {
    const fetch = vi.fn<() => Promise<Response>>()
      .mockRejectedValueOnce(new TypeError("network"))
      .mockResolvedValueOnce(new Response("", { status: 503 }))
      .mockResolvedValue(new Response(FOUND(4)));
    vi.stubGlobal("fetch", fetch);
    write();
    for (const [words, shown] of [["La maison de santé", "rien"], ["La maison de santé x", "rien"], ["La maison de santé xy", "4 questions"]] as const) {
      type('[name="title"]', words);
      await vi.advanceTimersByTimeAsync(1000);
      expect(find("#semblables").textContent).toBe(shown);
    }
  });

  it("are no longer asked for once the part is taken away", async () => {
    const fetch = serveFragments(FOUND(1));
    const page = write();
    type('[name="title"]', "La maison de santé");
    find("#semblables").remove();
    page.mounts.update();
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetch).not.toHaveBeenCalled();
  });
});
