/** The script of every page. What only live pages need comes when a page asks for it. */
import { act } from "./islands/act";
import { copy } from "./islands/copy";
import { draft } from "./islands/draft";
import { startSite } from "./site";

startSite(
  {
    act,
    copy,
    draft,
    "of live pages": {
      selector: "[data-stream], [data-timer], [data-receipt-for]",
      load: () => import("./islands/of_live_pages").then((module) => module.ofLivePages),
    },
    "of desks": {
      selector: '[data-island~="reorder"], [data-island~="keys"], [data-fullscreen]',
      load: () => import("./islands/of_desks").then((module) => module.ofDesks),
    },
  },
  () => import("./live/start").then((module) => module.startLive),
);
