/** What the chair's console, the agenda's desk and the projector add. */
import { fullscreen } from "./fullscreen";
import { keys } from "./keys";
import { reorder } from "./reorder";

export const ofDesks = { reorder, keys, fullscreen };
