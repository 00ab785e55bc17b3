import { describe, expect, it } from "vitest";
import { find } from "../testing/pages";
import { errorsOf } from "./errors";
import { commandOf } from "./form_data";

function command(inside: string, submitter?: string) {
  document.body.innerHTML = `<form data-act="x.do">${inside}</form>`;
  return commandOf(find<HTMLFormElement>("form"), submitter === undefined ? null : find(submitter));
}

describe("what a form says", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["a text", '<input name="a" value="1">', { a: "1" }],
    ["an empty text", '<textarea name="a"></textarea>', { a: "" }],
    ["a list of boxes", '<input type="checkbox" name="a[]" value="1" checked><input type="checkbox" name="a[]" value="2"><input type="checkbox" name="a[]" value="3" checked>', { a: ["1", "3"] }],
    ["a list with nothing chosen", '<input type="checkbox" name="a[]" value="1">', { a: [] }],
    ["a box that is yes or no", '<input type="checkbox" name="a" data-bool><input type="checkbox" name="b" data-bool checked>', { a: false, b: true }],
    ["an ordinary box", '<input type="checkbox" name="a" value="oui" checked><input type="checkbox" name="b" value="oui">', { a: "oui" }],
    ["radio buttons", '<input type="radio" name="a" value="for"><input type="radio" name="a" value="against" checked>', { a: "against" }],
    ["the last of repeated names", '<input type="hidden" name="a" value="non"><input type="checkbox" name="a" value="oui" checked>', { a: "oui" }],
    ["several choices of a list", '<select name="a[]" multiple><option value="1" selected><option value="2"><option value="3" selected></select>', { a: ["1", "3"] }],
    ["nothing of a disabled field", '<input name="a" value="1" disabled>', {}],
    ["a field that only the lock disabled", '<input name="a" value="1" disabled data-held>', { a: "1" }],
    ["nothing of the envelope", '<input name="csrf_token" value="c"><input name="form_key" value="k"><input name="page" value="/">', {}],
  ])("%s", (_words, inside, data) => {
    expect(command(inside).data).toEqual(data);
  });

  it("reads the version as a number and the act of the pressed button", () => {
    const read = command('<input type="hidden" name="expected_version" value="4"><button id="b" name="to" value="up" data-act="x.move">↑</button>', "#b");
    expect(read).toEqual({ name: "x.move", request_id: "", expected_version: 4, data: { to: "up" } });
  });
});

describe("the errors of a problem", () => {
  it.each([
    [[{ pointer: "#/title", detail: "À remplir." }], [{ path: ["title"], text: "À remplir." }]],
    [[{ pointer: "#/parts/0/share", detail: "Trop." }], [{ path: ["parts", "0", "share"], text: "Trop." }]],
    [{ title: ["À remplir."], parts: { 0: { share: ["Trop."] } } }, [{ path: ["title"], text: "À remplir." }, { path: ["parts", "0", "share"], text: "Trop." }]],
    [undefined, []],
  ])("are read in both shapes", (errors, expected) => {
    expect(errorsOf(errors)).toEqual(expected);
  });
});
