import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, serveFragments, testPage, type TestPage } from "../testing/pages";
import { entry, followed, STREAM } from "../testing/streams";
import { settle } from "../testing/wires";
import { echo } from "./echo";
import { refresh } from "./refresh";

const LISTED = `<i id="echo" data-island="echo" data-stream="${STREAM}" data-position="41" data-epoch="e1"></i>`;
const QUEUE = `<section id="queue" data-island="refresh" data-src="/file?page=2"><p>1 dossier</p>${LISTED}</section>`;

async function queue(): Promise<TestPage> {
  const page = testPage(QUEUE, { refresh, echo });
  page.wires.reply = () => followed(41, { public: 30 }, { entries: [] });
  await settle();
  page.wires.last.up();
  await settle();
  return page;
}

const push = (page: TestPage): void => { page.wires.last.message("entry", entry(42, 31, "public", "floor.asked")); };

describe("a region about several streams", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 1_000_000 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("asks for nothing when the page is as new as its streams", async () => {
    const fetch = serveFragments("<p>x</p>");
    await queue();
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("is rendered again when one of them says something", async () => {
    const fetch = serveFragments(`<p>0 dossier</p>${LISTED}`);
    const page = await queue();
    push(page);
    await vi.advanceTimersByTimeAsync(300);
    expect(String(fetch.mock.calls[0]?.[0])).toContain("/file?page=2");
    expect(find("#queue p").textContent).toBe("0 dossier");
  });

  it("hears no more of what has left it", async () => {
    const fetch = serveFragments("<p>0 dossier</p>");
    const page = await queue();
    push(page);
    await vi.advanceTimersByTimeAsync(300);
    page.wires.last.message("entry", entry(43, 32, "public", "floor.asked"));
    await vi.advanceTimersByTimeAsync(2000);
    expect(fetch).toHaveBeenCalledOnce();
  });
});
