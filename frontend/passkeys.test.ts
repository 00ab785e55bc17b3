/** Passkeys: bytes that travel as text, and a form that waits for the browser. */
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.stubGlobal("PublicKeyCredential", undefined);
const { asAnswer, asOptions, start, toBytes, toText } = await import("./passkeys");

class Key {
  static isConditionalMediationAvailable = (): Promise<boolean> => Promise.resolve(false);
  readonly id = "-_8";
  readonly rawId = Uint8Array.from([251, 255]).buffer;
  readonly type = "public-key";
  readonly response = { clientDataJSON: new Uint8Array([1]).buffer, signature: new Uint8Array([2]).buffer, userHandle: null };
}

function page(): HTMLFormElement {
  document.body.innerHTML = `<form hidden action="/connexion/cle" data-passkey="/connexion/cle/demande" data-passkey-refused="Recommencez.">
    <input name="csrf_token" value="jeton"><input name="credential"><p data-passkey-said hidden></p><button>Entrer</button></form>`;
  return document.querySelector("form") ?? new HTMLFormElement();
}

describe("bytes", () => {
  it("travel both ways", () => {
    expect([...toBytes("-_8")]).toEqual([251, 255]);
    expect(toText(Uint8Array.from([251, 255]).buffer)).toBe("-_8");
  });

  it("are found in what the server says", () => {
    const options = asOptions({ challenge: "AQ", user: { id: "Ag", name: "a" }, excludeCredentials: [{ id: "Aw", type: "public-key" }] });
    expect([new Uint8Array(options.challenge as ArrayBuffer)[0], new Uint8Array(options.user.id as ArrayBuffer)[0]]).toEqual([1, 2]);
    expect(options.excludeCredentials?.[0]?.type).toBe("public-key");
    expect(options.allowCredentials).toBeUndefined();
  });

  it("leave what the passkey does not say", () => {
    expect(asAnswer(new Key() as unknown as PublicKeyCredential)).toEqual({
      id: "-_8", rawId: "-_8", type: "public-key", response: { clientDataJSON: "AQ", signature: "Ag" },
    });
  });
});

describe("the form of a passkey", () => {
  beforeEach(() => { vi.stubGlobal("PublicKeyCredential", Key); });

  it("stays hidden where there are none", () => {
    vi.stubGlobal("PublicKeyCredential", undefined);
    const form = page();
    start();
    expect(form.hidden).toBe(true);
  });

  it("sends what the passkey signed", async () => {
    const form = page();
    const sent = vi.spyOn(form, "submit").mockImplementation(() => undefined);
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(Response.json({ challenge: "AQ" }))));
    vi.stubGlobal("navigator", { credentials: { get: () => Promise.resolve(new Key()) } });
    start();
    form.querySelector("button")?.click();
    await vi.waitFor(() => { expect(sent).toHaveBeenCalled(); });
    expect(form.querySelector<HTMLInputElement>("[name=credential]")?.value).toContain("clientDataJSON");
  });

  it("says what else to do when the person gives up, and the server's own words when it refuses", async () => {
    const form = page();
    const said = form.querySelector<HTMLElement>("[data-passkey-said]");
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(Response.json({ challenge: "AQ" }))));
    vi.stubGlobal("navigator", { credentials: { get: () => Promise.reject(new DOMException("no", "NotAllowedError")) } });
    start();
    form.querySelector("button")?.click();
    await vi.waitFor(() => { expect(said?.textContent).toBe("Recommencez."); });
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(Response.json({ detail: "Trop d’essais." }, { status: 429 }))));
    form.querySelector("button")?.click();
    await vi.waitFor(() => { expect(said?.textContent).toBe("Trop d’essais."); });
  });
});
