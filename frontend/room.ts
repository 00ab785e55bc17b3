/** The script of the sitting room: everything at once, so that nothing is missing when the network is. */
import { act } from "./islands/act";
import { refresh } from "./islands/refresh";
import { startLive } from "./live/start";
import { startSite } from "./site";

startSite({ act, refresh }, () => Promise.resolve(startLive));
