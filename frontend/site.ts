/** Starts the script of a page: one voice, one clock, one way to send acts, and the islands that the page asks for. */
import { foldOnEscape } from "./islands/escape";
import { Mounts, type Islands } from "./islands/mount";
import type { Page } from "./islands/page";
import { keepPlace, putInPlace } from "./islands/place";
import { Announcer } from "./live/announcer";
import { Clock } from "./live/clock";
import { Commands } from "./live/commands";
import { postCommand } from "./live/http";
import type { Live } from "./live/live";
import { applyLock } from "./live/lock";

const MESSAGE = "cotap.message";
const LEFT = "cotap.left";
const LEAVE_AGAIN_AFTER = 10_000;

export type StartLive = (page: Page) => Live;

/** `loadLive` brings the live side, which pages without a stream never download. */
export function startSite(islands: Islands, loadLive: () => Promise<StartLive>): Page | null {
  const root = document.documentElement;
  if (root.dataset.script !== undefined) return null;
  root.dataset.script = "";
  const voice = new Announcer();
  const clock = new Clock();
  if (document.body.dataset.serverTime) clock.learn(document.body.dataset.serverTime);
  let live: Promise<Live> | null = null;
  let ready: Live | null = null;
  const commands = new Commands({ socket: () => ready?.route ?? null, post: postCommand });
  const page: Page = {
    clock,
    say: (text) => { voice.say(text); },
    send: (command, signal) => commands.send(command, signal),
    live: () => (live ??= loadLive().then((start) => (ready = start(page)))),
    remount: (part, since) => { mounts.update(part, since); applyLock(part); },
    leave,
  };
  const mounts = new Mounts(islands, page);
  mounts.update();
  foldOnEscape(document);
  sayKeptMessage(page);
  if (document.querySelector("[data-stream]") !== null) void page.live();
  return page;
}

/** Another page of the site, or this one anew; a page that keeps refusing is not asked in a loop. */
function leave(location: string | null, message?: string, from?: Element): void {
  if (message) sessionStorage.setItem(MESSAGE, message);
  if (message && from && location === null) keepPlace(from);
  if (location !== null) {
    const target = new URL(location, window.location.href);
    if (target.origin === window.location.origin) window.location.assign(target);
    return;
  }
  const last = Number(sessionStorage.getItem(LEFT) ?? 0);
  if (message === undefined && Date.now() - last < LEAVE_AGAIN_AFTER) return;
  sessionStorage.setItem(LEFT, String(Date.now()));
  window.location.reload();
}

/** What the act on the page before has to say, for the eye and for the ear. */
function sayKeptMessage(page: Page): void {
  const message = sessionStorage.getItem(MESSAGE);
  if (message === null) return;
  sessionStorage.removeItem(MESSAGE);
  const place = document.querySelector<HTMLElement>("[data-message]") ?? messagePlace();
  place.textContent = message;
  place.hidden = false;
  if (putInPlace(place)) takeThere(place);
  else page.say(message);
}

/** The focus brings the message into view and is read; once only, so it is not said as well. */
function takeThere(place: HTMLElement): void {
  place.tabIndex = -1;
  place.focus();
  history.scrollRestoration = "auto";
}

function messagePlace(): HTMLElement {
  const place = document.createElement("p");
  place.className = "message message--success";
  place.dataset.message = "";
  (document.querySelector("main") ?? document.body).prepend(place);
  return place;
}
