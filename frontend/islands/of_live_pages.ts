/** What a page that follows a stream needs. */
import { ballot } from "./ballot";
import { receipt } from "./receipt";
import { refresh } from "./refresh";
import { state } from "./state";
import { timer } from "./timer";

export const ofLivePages = { refresh, state, timer, ballot, receipt };
