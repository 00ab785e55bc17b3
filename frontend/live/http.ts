/** Commands over plain HTTP, for pages without a live link and for the moments when it does not answer. */
import { problemIn, type Acknowledgement, type Command, type Problem } from "./envelope";

const POST_LIMIT = 8000;

/** Rejects when no answer of the application came back (network, proxy); otherwise its acknowledgement. */
export async function postCommand({ name, ...body }: Command, signal?: AbortSignal): Promise<Acknowledgement> {
  const limit = limited(POST_LIMIT, signal);
  const response = await fetch(`/api/v1/commands/${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    signal: limit,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && typeof answer === "object" && answer !== null) return acknowledged(answer);
  return { problem: refusal(response, answer) };
}

/** Aborts after `ms` or with `outer`; browsers of 2023 do not have AbortSignal.any. */
export function limited(ms: number, outer?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, ms);
  const stop = (): void => { clearTimeout(timer); controller.abort(); };
  if (outer?.aborted) stop();
  outer?.addEventListener("abort", stop, { once: true });
  return controller.signal;
}

function acknowledged(answer: object): Acknowledgement {
  return "result" in answer ? (answer as Acknowledgement) : { result: { ...answer } };
}

/** A proxy in front of the site answers without a problem document: give it the shape of one. */
function refusal(response: Response, answer: unknown): Problem {
  const given = problemIn(answer) ?? (answer as Problem | null);
  const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const problem = typeof given === "object" && given !== null && "title" in given
    ? given
    : { type: "about:blank", title: response.statusText, status: response.status };
  return Number.isNaN(after) ? problem : { retry_after: after, ...problem };
}
