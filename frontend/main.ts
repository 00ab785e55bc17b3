/** The script of every page. What only live pages need comes when a page asks for it. */
import { act } from "./islands/act";
import { copy } from "./islands/copy";
import { draft } from "./islands/draft";
import { reveal } from "./islands/reveal";
import { similar } from "./islands/similar";
import { startSite } from "./site";

const LIVE = '[data-stream], [data-every], [data-timer], [data-receipt-for], [data-fullscreen], [data-island~="reorder"], [data-island~="keys"]';

startSite(
  {
    act, copy, draft, reveal, similar,
    later: { selector: LIVE, load: () => import("./live_side").then((side) => side.liveIslands) },
  },
  () => import("./live_side").then((side) => side.startLive),
);
