/** The script of every page. What only live pages need comes when a page asks for it. */
import { act } from "./islands/act";
import { startSite } from "./site";

startSite(
  {
    act,
    refresh: () => import("./islands/refresh").then((module) => module.refresh),
  },
  () => import("./live/start").then((module) => module.startLive),
);
