/**
 * Passkeys on the few pages that ask for one. The form says what to ask and where the answer goes; the server answers with
 * a page, so that nothing here decides anything. Without script, or without passkeys, the form stays hidden.
 */

type Json = Record<string, unknown>;
type Options = PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions;

/** Bytes travel as base64url: older browsers do not translate them by themselves. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

interface Described { id: string; type: "public-key" }

function described(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Described[]).map(({ id, type }) => ({ id: toBytes(id), type }));
}

/** What the server says, as the browser wants it. */
export function asOptions(said: Json): Options {
  const user = said.user as (Json & { id: string }) | undefined;
  return {
    ...(said as unknown as Options),
    challenge: toBytes(said.challenge as string),
    ...(user ? { user: { ...(user as unknown as PublicKeyCredentialUserEntity), id: toBytes(user.id) } } : {}),
    ...(said.allowCredentials ? { allowCredentials: described(said.allowCredentials) } : {}),
    ...(said.excludeCredentials ? { excludeCredentials: described(said.excludeCredentials) } : {}),
  };
}

/** What the browser answers, as the server wants it. */
export function asAnswer(made: PublicKeyCredential): Json {
  const response = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] as const;
  const told = parts.filter((part) => response[part]).map((part) => [part, toText(response[part] as ArrayBuffer)]);
  return { id: made.id, rawId: toText(made.rawId), type: made.type, response: Object.fromEntries(told) };
}

async function ask(form: HTMLFormElement): Promise<Json> {
  const token = new FormData(form).get("csrf_token") as string;
  const answer = await fetch(form.dataset.passkey ?? "", {
    method: "POST",
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  });
  const said = (await answer.json()) as Json;
  if (!answer.ok) throw new Error(typeof said.detail === "string" ? said.detail : answer.statusText);
  return said;
}

let waiting: AbortController | null = null;

async function answer(form: HTMLFormElement, mediation?: CredentialMediationRequirement): Promise<void> {
  waiting?.abort();
  const controller = (waiting = new AbortController());
  const said = await ask(form);
  const publicKey = asOptions(said);
  const made = said.user
    ? await navigator.credentials.create({ publicKey, signal: controller.signal })
    : await navigator.credentials.get({ publicKey, signal: controller.signal, ...(mediation ? { mediation } : {}) });
  if (!(made instanceof PublicKeyCredential)) throw new Error("no passkey");
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  field.value = JSON.stringify(asAnswer(made));
  form.submit();
}

/** A person who gives up is told what else they can do; the browser's own words say nothing useful. */
function say(form: HTMLFormElement, fault: unknown): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-said]");
  if (place === null) return;
  const ours = fault instanceof Error && !(fault instanceof DOMException) && fault.message.includes(" ");
  place.textContent = ours ? fault.message : (form.dataset.passkeyRefused ?? "");
  place.hidden = false;
}

async function propose(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable())) return;
  // Nobody asked for it: what fails here fails in silence.
  await answer(form, "conditional").catch(() => undefined);
}

export function start(root: ParentNode = document): void {
  if (!("credentials" in navigator) || typeof PublicKeyCredential === "undefined") return;
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form).catch((fault: unknown) => { say(form, fault); });
    });
    if ("passkeyAutofill" in form.dataset && "isConditionalMediationAvailable" in PublicKeyCredential) void propose(form);
  }
}

start();
