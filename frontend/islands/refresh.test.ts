import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, serveFragments, testPage, type, type TestPage } from "../testing/pages";
import { entry, followed, STREAM } from "../testing/streams";
import { settle } from "../testing/wires";
import { concerns, refresh } from "./refresh";

const REGION = (inside: string, more = "") => `<section id="room" data-island="refresh" data-stream="${STREAM}"
  data-src="/seances/12/fragments/salle" data-kinds="floor.* ballot.opened" data-position="41" data-epoch="e1" ${more}>${inside}</section>`;

async function room(inside: string, more = ""): Promise<TestPage> {
  const page = testPage(REGION(inside, more), { refresh });
  page.wires.reply = () => followed(41, { public: 30 }, { entries: [] });
  await settle();
  page.wires.last.up();
  await settle();
  return page;
}

const push = (page: TestPage, step: number, kind = "floor.asked"): void => {
  page.wires.last.message("entry", entry(41 + step, 30 + step, "public", kind));
};

describe("a refreshed region", () => {
  beforeEach(() => { vi.useFakeTimers({ now: 1_000_000 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("asks for nothing when the page is as new as the stream", async () => {
    const fetch = serveFragments("<p>x</p>");
    await room("<p>file vide</p>");
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetch).not.toHaveBeenCalled();
  });

  it("is rendered again by the server on an entry that concerns it", async () => {
    const fetch = serveFragments("<p>1 inscrit</p>");
    const page = await room("<p>file vide</p>");
    push(page, 1);
    await vi.advanceTimersByTimeAsync(300);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(String(url)).toContain("/seances/12/fragments/salle?position=42");
    expect(init?.headers).toMatchObject({ "X-Fragment": "1" });
    expect(find("#room").innerHTML).toBe("<p>1 inscrit</p>");
  });

  it("is rendered again on a state that it names, which no entry tells", async () => {
    const fetch = serveFragments("<p>reste 1</p>");
    const page = await room("<p>restent 2</p>", 'data-states="turnout:*"');
    page.wires.last.message("state", { stream: STREAM, key: "presence", version: 1, value: {} });
    await vi.advanceTimersByTimeAsync(500);
    expect(fetch).not.toHaveBeenCalled();
    page.wires.last.message("state", { stream: STREAM, key: "turnout:5", version: 1, value: {} });
    await vi.advanceTimersByTimeAsync(500);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("ignores what does not concern it, but asks with the newest position next time", async () => {
    const fetch = serveFragments("<p>x</p>");
    const page = await room("<p>file vide</p>");
    push(page, 1, "minutes.noted");
    await vi.advanceTimersByTimeAsync(1000);
    expect(fetch).not.toHaveBeenCalled();
    push(page, 2, "ballot.opened");
    await vi.advanceTimersByTimeAsync(1000);
    expect(String(fetch.mock.calls[0]?.[0])).toContain("position=43");
  });

  it("gathers a burst into one fetch, and one more for what came during it", async () => {
    const answers: ((response: Response) => void)[] = [];
    const fetch = vi.fn(() => new Promise<Response>((resolve) => { answers.push(resolve); }));
    vi.stubGlobal("fetch", fetch);
    const page = await room("<p>file vide</p>");
    for (let step = 1; step <= 20; step += 1) push(page, step);
    await vi.advanceTimersByTimeAsync(300);
    expect(fetch).toHaveBeenCalledTimes(1);
    for (let step = 21; step <= 40; step += 1) push(page, step);
    await vi.advanceTimersByTimeAsync(3000);
    expect(fetch).toHaveBeenCalledTimes(1);
    answers[0]?.(new Response("<p>20</p>"));
    await vi.advanceTimersByTimeAsync(3000);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("spreads the fetches of the gallery over a second", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.9);
    const fetch = serveFragments("<p>x</p>");
    const page = await room("<p>file vide</p>", "data-gallery");
    push(page, 1);
    await vi.advanceTimersByTimeAsync(800);
    expect(fetch).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("tries again, more and more slowly, when the server fails", async () => {
    const fetch = vi.fn<() => Promise<Response>>()
      .mockRejectedValueOnce(new TypeError("network"))
      .mockResolvedValueOnce(new Response("", { status: 502 }))
      .mockResolvedValue(new Response("<p>enfin</p>"));
    vi.stubGlobal("fetch", fetch);
    const page = await room("<p>avant</p>");
    push(page, 1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(find("#room").textContent).toBe("enfin");
  });

  it("never overwrites what is being typed when entries rain", async () => {
    serveFragments(...Array.from({ length: 30 }, (_, turn) => `<p>${String(turn)}</p><form data-act="motion.table"><textarea name="text"></textarea></form>`));
    const page = await room('<p>0</p><form data-act="motion.table"><textarea name="text"></textarea></form>');
    let written = "";
    for (let step = 1; step <= 20; step += 1) {
      push(page, step);
      written += "mot ";
      type("textarea", written);
      await vi.advanceTimersByTimeAsync(400);
      expect(find<HTMLTextAreaElement>("textarea").value).toBe(written);
      expect(document.activeElement).toBe(find("textarea"));
    }
    expect(Number(find("#room p").textContent)).toBeGreaterThan(10);
  });

  it("marks the innermost changed region for a moment and says its sentence once", async () => {
    const html = (queue: string, sentence: string) =>
      `<div id="all"><p id="item">Point 3</p><p id="queue" data-announce="${sentence}">${queue}</p></div>`;
    serveFragments(html("Dupont", "Dupont demande la parole."));
    const page = await room(html("personne", "La file est vide."));
    push(page, 1);
    await vi.advanceTimersByTimeAsync(300);
    expect([...document.querySelectorAll(".changed")].map((region) => region.id)).toEqual(["queue"]);
    expect(page.said).toEqual(["Dupont demande la parole."]);
    push(page, 2);
    await vi.advanceTimersByTimeAsync(4500);
    expect(document.querySelectorAll(".changed")).toHaveLength(0);
    expect(page.said).toHaveLength(1);
  });

  it("is rendered again when its copy was replaced", async () => {
    const fetch = serveFragments("<p>x</p>");
    const page = await room("<p>avant</p>");
    page.wires.reply = () => followed(60, { public: 44 }, { epoch: "e2", snapshot: {} });
    page.wires.last.message("moved", { stream: STREAM });
    await vi.advanceTimersByTimeAsync(1000);
    expect(String(fetch.mock.calls[0]?.[0])).toContain("position=60");
  });

  it("asks for the whole page again when the region is no longer for this person", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 403 })));
    const page = await room("<p>avant</p>");
    push(page, 1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.left).toEqual([null]);
  });

  it("leaves a page alone that was never open to this person's live view", async () => {
    const page = testPage('<main data-stream="sitting:12"><p id="room" data-island="refresh">x</p></main>', { refresh });
    page.wires.reply = () => ({ problem: { type: "/problems/not-found", title: "Introuvable", status: 404 } });
    await settle();
    page.wires.last.up();
    await settle();
    expect(page.left).toEqual([]);
  });

  it("takes its stream and position from around it", async () => {
    const fetch = serveFragments("<p>1 inscrit</p>");
    const page = testPage(`<main data-stream="${STREAM}" data-position="41" data-epoch="e1"><div id="room" data-island="refresh" data-src="/f"></div></main>`, { refresh });
    page.wires.reply = () => followed(41, { public: 30 }, { entries: [] });
    await settle();
    page.wires.last.up();
    await settle();
    push(page, 1);
    await vi.advanceTimersByTimeAsync(300);
    expect(String(fetch.mock.calls[0]?.[0])).toContain("/f?position=42");
  });

  it("is rendered again at once when it appears older than what is known", async () => {
    const fetch = serveFragments("<p>x</p>");
    const page = await room("<p>avant</p>");
    push(page, 1, "minutes.noted");
    document.body.insertAdjacentHTML("beforeend", REGION("<p>vieux</p>").replace('id="room"', 'id="late"').replace("/salle", "/late"));
    page.mounts.update();
    await vi.advanceTimersByTimeAsync(300);
    expect(String(fetch.mock.calls[0]?.[0])).toContain("/late?position=");
  });

  it("stops when it is taken away", async () => {
    const fetch = serveFragments("<p>x</p>");
    const page = await room("<p>avant</p>");
    find("#room").remove();
    page.mounts.update();
    push(page, 1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(fetch).not.toHaveBeenCalled();
    expect(page.wires.callsOf("unfollow")).toHaveLength(1);
  });
});

describe("the kinds that concern a region", () => {
  it.each([
    ["floor.* ballot.opened", "floor.asked", true],
    ["floor.* ballot.opened", "ballot.opened", true],
    ["floor.* ballot.opened", "ballot.closed", false],
    ["floor.*", "floors.asked", false],
    ["*", "anything.at_all", true],
    [undefined, "anything.at_all", true],
  ])("%s: %s → %s", (kinds, kind, expected) => {
    expect(concerns(kinds, kind)).toBe(expected);
  });
});

describe("something that arrives", () => {
  const VOTE = '<section><h2 id="question" tabindex="-1" data-arrives>Faut-il ?</h2></section>';
  beforeEach(() => { vi.useFakeTimers({ now: 1_000_000 }); });
  afterEach(() => { vi.useRealTimers(); });

  it("takes the focus from somebody whose place it took", async () => {
    serveFragments(VOTE);
    const page = await room('<button id="ask">Demander la parole</button>');
    find("#ask").focus();
    push(page, 1);
    await vi.advanceTimersByTimeAsync(300);
    expect(document.activeElement?.id).toBe("question");
  });

  it("never takes it from somebody who is elsewhere, nor twice", async () => {
    serveFragments(VOTE);
    const page = await room("<p>x</p>");
    document.body.insertAdjacentHTML("beforeend", '<button id="else">Ailleurs</button>');
    const elsewhere = find("#else");
    elsewhere.getClientRects = () => [{}] as unknown as DOMRectList;
    elsewhere.focus();
    push(page, 1);
    await vi.advanceTimersByTimeAsync(300);
    expect(document.activeElement?.id).toBe("else");
    elsewhere.blur();
    push(page, 2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(document.activeElement).toBe(document.body);
  });
});
