/** What live pages add to the others, in one piece: the link, and the islands that show or decide what happens now. */
import { autosave } from "./islands/autosave";
import { ballot } from "./islands/ballot";
import { clock } from "./islands/clock";
import { echo } from "./islands/echo";
import { fullscreen } from "./islands/fullscreen";
import { keys } from "./islands/keys";
import { receipt } from "./islands/receipt";
import { refresh } from "./islands/refresh";
import { reorder } from "./islands/reorder";
import { state } from "./islands/state";
import { timer } from "./islands/timer";

export { startLive } from "./live/start";
export const liveIslands = { autosave, clock, refresh, echo, state, timer, ballot, receipt, reorder, keys, fullscreen };
