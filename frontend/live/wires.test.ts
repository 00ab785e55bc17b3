// @vitest-environment node
/** The client against a real Socket.IO server on this machine: what fakes of our own making cannot prove. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProtocolServer } from "../testing/server";
import { STREAM } from "../testing/streams";
import { journalReader } from "./catchup";
import { Commands } from "./commands";
import type { Entry } from "./envelope";
import { Live } from "./live";
import { newRequestId } from "./request_id";
import { socketTransport } from "./transport";

const SOON = { timeout: 8000, interval: 20 };
let server: ProtocolServer;
let live: Live;
let heard: number[];

function connect(): void {
  heard = [];
  live = new Live({ open: socketTransport(server.url), read: journalReader(server.url), random: () => 0.1 });
  live.follow(STREAM, { after: 0, epoch: "e1" }, {
    entries: (entries: readonly Entry[]) => { heard.push(...entries.map((one) => one.position)); },
  });
  live.start();
}

const becomes = (kind: string): Promise<void> => vi.waitFor(() => { expect(live.status.kind).toBe(kind); }, SOON);
const hears = (...positions: number[]): Promise<void> => vi.waitFor(() => { expect(heard).toEqual(positions); }, SOON);

describe("against a real server", { timeout: 20_000 }, () => {
  beforeEach(() => { server = new ProtocolServer(); });
  afterEach(async () => { live.stop(); await server.stop(); });

  it("follows over a WebSocket and hears what is pushed", async () => {
    await server.start();
    server.write();
    connect();
    await becomes("live");
    server.write();
    await hears(1, 2);
    expect(server.transports).toEqual(["websocket"]);
  });

  it("takes long polling where no WebSocket passes", async () => {
    server.roads = ["polling"];
    await server.start();
    connect();
    await becomes("live");
    server.write();
    await hears(1);
    expect(server.transports).toEqual(["polling"]);
  });

  it("comes back after the server was killed, with what it missed, each entry once", async () => {
    await server.start();
    connect();
    await becomes("live");
    server.write();
    await hears(1);
    await server.stop();
    await vi.waitFor(() => { expect(live.status.kind).toBe("reconnecting"); }, SOON);
    server.write();
    server.write();
    await server.start();
    await becomes("live");
    server.write();
    await hears(1, 2, 3, 4);
  });

  it("fills from the journal what a beat reveals to be lost", async () => {
    await server.start();
    connect();
    await becomes("live");
    server.log.push({ ...server.write(), position: 2, sequence: 2 });
    server.beat();
    await hears(1, 2);
  });

  it("waits when it is told that there are too many joins", async () => {
    server.refuseJoins = 2;
    await server.start();
    connect();
    await becomes("live");
  });

  it("does a command once, though the acknowledgement was lost with the link", async () => {
    await server.start();
    connect();
    await becomes("live");
    const commands = new Commands({ socket: () => live.route, post: () => Promise.reject(new Error("no road")), random: () => 0.1 });
    server.acknowledges = (socket) => { server.acknowledges = () => true; socket.disconnect(true); return false; };
    const outcome = await commands.send({ name: "ballot.cast", request_id: newRequestId(), data: { choice: "for" } });
    expect(outcome).toEqual({ kind: "done", result: { receipt: "n° 1" } });
    expect(server.effects).toHaveLength(1);
  });

  it("reads the journal when Socket.IO is not to be had, and goes back to it when it is", async () => {
    server.roads = [];
    await server.start();
    server.write();
    connect();
    await becomes("polling");
    expect(heard).toEqual([1]);
    await server.stop();
    server.roads = ["websocket", "polling"];
    await server.start();
    await becomes("live");
    server.write();
    await hears(1, 2);
  });
});
