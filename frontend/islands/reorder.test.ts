import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { find, testPage, type TestPage } from "../testing/pages";
import { settle } from "../testing/wires";
import { reorder } from "./reorder";

const HTML = `<ol data-island="reorder" data-command="agenda.move" data-version="7"><input type="hidden" name="sitting_id" value="12">
  ${["a", "b", "c"].map((id) => `<li data-item="${id}"><button data-handle>${id}</button></li>`).join("")}</ol>`;

const order = (): string => [...document.querySelectorAll<HTMLElement>("[data-item]")].map((item) => item.dataset.item).join("");
const press = (item: string, key: string): void => {
  find(`[data-item=${item}] button`).dispatchEvent(new KeyboardEvent("keydown", { key, altKey: true, bubbles: true }));
};
const pointer = (name: string, target: Element, clientY: number): void => {
  target.dispatchEvent(Object.assign(new MouseEvent(name, { clientY, bubbles: true, cancelable: true, button: 0 }), { pointerId: 1 }));
};

function page(): TestPage {
  const one = testPage(HTML, { reorder });
  one.answer = () => Promise.resolve({ kind: "done", result: { version: 8 } });
  for (const item of document.querySelectorAll<HTMLElement>("[data-item]")) {
    item.getBoundingClientRect = () => {
      const place = order().indexOf(item.dataset.item ?? "");
      return { top: place * 10, bottom: place * 10 + 10, height: 10 } as DOMRect;
    };
  }
  return one;
}

describe("an ordered list", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("moves with Alt and the arrows, and sends where the item ended", async () => {
    const one = page();
    find("[data-item=c] button").focus();
    press("c", "ArrowUp");
    press("c", "ArrowUp");
    expect(order()).toBe("cab");
    expect(document.activeElement?.textContent).toBe("c");
    expect(one.said).toEqual(["Déplacé en position 2 sur 3.", "Déplacé en position 1 sur 3."]);
    await vi.advanceTimersByTimeAsync(400);
    expect(one.sent).toMatchObject([
      { name: "agenda.move", expected_version: 7, data: { sitting_id: "12", item_id: "c", before_id: "a" } },
    ]);
    expect(find("ol").dataset.version).toBe("8");
  });

  it("is dragged by its handle", async () => {
    const one = page();
    pointer("pointerdown", find("[data-item=a] button"), 5);
    expect(find("ol").dataset.busy).toBe("");
    pointer("pointermove", find("ol"), 28);
    expect(order()).toBe("bca");
    pointer("pointerup", find("ol"), 28);
    await settle();
    expect(one.sent[0]?.data).toMatchObject({ item_id: "a", before_id: null });
    expect(find("ol").dataset.busy).toBeUndefined();
  });

  it("sends nothing when the item is back where it was", async () => {
    const one = page();
    press("b", "ArrowUp");
    press("b", "ArrowDown");
    await vi.advanceTimersByTimeAsync(400);
    expect([order(), one.sent.length]).toEqual(["abc", 0]);
  });

  it("goes back and asks for the true order when it was refused", async () => {
    const one = page();
    const asked = vi.fn();
    document.body.addEventListener("cotap:refresh", asked, { once: true });
    one.answer = () => Promise.resolve({
      kind: "conflict", currentVersion: 9, problem: { type: "/problems/out-of-date", title: "Une version plus récente existe", status: 409 },
    });
    press("b", "ArrowDown");
    await vi.advanceTimersByTimeAsync(400);
    expect(order()).toBe("abc");
    expect(find(".reorder-notice").textContent).toContain("Une version plus récente existe");
    expect(asked).toHaveBeenCalledOnce();
  });

  it("lets go without effect on Escape", () => {
    const one = page();
    pointer("pointerdown", find("[data-item=a] button"), 5);
    pointer("pointermove", find("ol"), 28);
    find("[data-item=a] button").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect([order(), one.sent.length]).toEqual(["abc", 0]);
  });
});
