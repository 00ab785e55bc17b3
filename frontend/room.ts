/** The script of the sitting room: everything at once, so that nothing is missing when the network is. */
import { act } from "./islands/act";
import { copy } from "./islands/copy";
import { draft } from "./islands/draft";
import { ofDesks } from "./islands/of_desks";
import { ofLivePages } from "./islands/of_live_pages";
import { startLive } from "./live/start";
import { startSite } from "./site";

startSite({ act, copy, draft, ...ofLivePages, ...ofDesks }, () => Promise.resolve(startLive));
