import { describe, expect, it } from "vitest";
import { find, testPage, type TestPage } from "../testing/pages";
import { followed, STREAM } from "../testing/streams";
import { settle } from "../testing/wires";
import { state } from "./state";

const HTML = `<section data-stream="${STREAM}"><p data-state="presence">18 présents</p>
  <p data-state="turnout:5"><b data-field="cast">0</b> sur <b data-field="entitled">20</b><progress data-field="cast" max="20"></progress></p></section>`;

async function page(): Promise<TestPage> {
  const one = testPage(HTML, { state });
  one.wires.reply = () => followed(41, { public: 30 }, { snapshot: {} });
  await settle();
  one.wires.last.up();
  await settle();
  return one;
}

const says = (one: TestPage, key: string, version: number, value: object): void => {
  one.wires.last.message("state", { stream: STREAM, key, version, value });
};

describe("passing counts", () => {
  it("shows the words of the server or the numbers in their fields", async () => {
    const one = await page();
    says(one, "presence", 1, { text: "19 présents", present: 19 });
    says(one, "turnout:5", 1, { cast: 1234, entitled: 20 });
    expect(find("[data-state=presence]").textContent).toBe("19 présents");
    expect(find("[data-field=cast]").textContent).toBe("1\u202f234");
    expect(find<HTMLProgressElement>("progress").value).toBe(20);
  });

  it("ignores older versions and other keys", async () => {
    const one = await page();
    says(one, "presence", 5, { text: "19 présents" });
    says(one, "presence", 4, { text: "18 présents" });
    says(one, "links", 9, { text: "40 appareils" });
    expect(find("[data-state=presence]").textContent).toBe("19 présents");
  });

  it("comes back after a refresh that was asked for before it, not after one asked for later", async () => {
    const one = await page();
    says(one, "presence", 5, { text: "19 présents" });
    const place = find("[data-state=presence]");
    place.textContent = "18 présents";
    one.mounts.update(document, Date.now() - 1000);
    expect(place.textContent).toBe("19 présents");
    place.textContent = "20 présents";
    one.mounts.update(document, Date.now() + 1);
    expect(place.textContent).toBe("20 présents");
  });

  it("is known to an element that appears later", async () => {
    const one = await page();
    says(one, "presence", 5, { text: "19 présents" });
    find("section").insertAdjacentHTML("beforeend", '<p id="late" data-state="presence"></p>');
    one.mounts.update();
    await settle();
    expect(find("#late").textContent).toBe("19 présents");
  });
});
