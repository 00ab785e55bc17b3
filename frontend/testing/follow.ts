/// <reference types="node" />
/**
 * The site's own client outside a browser: `node follow.js <site> <stream>` says on its output, one JSON line each, how
 * the link is and which entries it heard. Tests of the server use it to prove that the two sides understand each other.
 */
import { journalReader } from "../live/catchup";
import { Live } from "../live/live";
import { socketTransport } from "../live/transport";

const [site = "", stream = ""] = process.argv.slice(2);
const tell = (line: object): void => { process.stdout.write(`${JSON.stringify(line)}\n`); };
const live = new Live({ open: socketTransport(site), read: journalReader(site), gallery: true });
let told = "";

live.watch(() => {
  const { kind } = live.status;
  if (kind !== told) tell({ link: kind });
  told = kind;
});
live.follow(stream, null, {
  entries: (entries) => { for (const { kind, sequence, payload } of entries) tell({ kind, sequence, payload }); },
  reset: (position, epoch, snapshot) => { tell({ reset: position, epoch, snapshot: snapshot !== undefined }); },
  state: ({ key, value }) => { tell({ state: key, value }); },
  refused: (status) => { tell({ refused: status }); },
});
live.start();
