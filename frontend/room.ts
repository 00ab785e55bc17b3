/** The script of the sitting room: everything at once, so that nothing is missing when the network is. */
import { act } from "./islands/act";
import { copy } from "./islands/copy";
import { draft } from "./islands/draft";
import { liveIslands, startLive } from "./live_side";
import { startSite } from "./site";

startSite({ act, copy, draft, ...liveIslands }, () => Promise.resolve(startLive));
