import { describe, expect, it, vi } from "vitest";
import { find, testPage } from "../testing/pages";
import type { Island } from "./page";

function recorded(selector: string): Island & { log: string[] } {
  const log: string[] = [];
  return {
    selector, log,
    identity: (element) => element.dataset.src ?? "",
    connect: (element) => {
      log.push(`+${element.id}`);
      return { disconnect: () => { log.push(`-${element.id}`); }, morphed: () => { log.push(`~${element.id}`); } };
    },
  };
}

describe("mounting", () => {
  it("connects each element once and disconnects what has gone", () => {
    const one = recorded('[data-island~="one"]');
    const { mounts } = testPage('<p data-island="one" id="a"></p><p data-island="one two" id="b"></p>', { one });
    mounts.update();
    find("#a").remove();
    mounts.update();
    expect(one.log).toEqual(["+a", "+b", "~a", "~b", "-a", "~b"]);
  });

  it("connects anew what has become another one", () => {
    const one = recorded('[data-island~="one"]');
    const { mounts } = testPage('<p data-island="one" data-src="/1" id="a"></p>', { one });
    find("#a").dataset.src = "/2";
    mounts.update();
    expect(one.log).toEqual(["+a", "-a", "+a"]);
  });

  it("lets no broken island stop the others, nor touch the server's HTML", () => {
    const error = vi.spyOn(console, "error").mockReturnValue();
    const broken: Island = { selector: "p", connect: () => { throw new Error("broken"); } };
    const one = recorded("p");
    testPage('<p id="a">texte</p>', { broken, one });
    expect(one.log).toEqual(["+a"]);
    expect(find("#a").textContent).toBe("texte");
    expect(error).toHaveBeenCalledOnce();
  });

  it("fetches the code of an island only for a page that has it", async () => {
    const one = recorded('[data-island~="one"]');
    const load = vi.fn(() => Promise.resolve({ one }));
    const { mounts } = testPage("<p></p>", { later: { selector: '[data-island~="one"]', load } });
    expect(load).not.toHaveBeenCalled();
    document.body.insertAdjacentHTML("beforeend", '<p data-island="one" id="a"></p>');
    mounts.update();
    mounts.update();
    await vi.waitFor(() => { expect(one.log).toEqual(["+a"]); });
    expect(load).toHaveBeenCalledOnce();
  });

  it("goes on without the code that could not be fetched", async () => {
    const error = vi.spyOn(console, "error").mockReturnValue();
    testPage("<p></p>", { later: { selector: "p", load: () => Promise.reject(new Error("network")) } });
    await vi.waitFor(() => { expect(error).toHaveBeenCalledOnce(); });
  });
});
