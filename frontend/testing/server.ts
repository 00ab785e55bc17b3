/// <reference types="node" />
/** A small real server that speaks docs/live-protocol.md, for the wires that fakes cannot prove. */
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import type { Command, CommandResult, Entry, FollowRequest } from "../live/envelope";
import { entry, followed, journal, STREAM } from "./streams";

export class ProtocolServer {
  readonly log: Entry[] = [];
  readonly effects: Command[] = [];
  readonly transports: string[] = [];
  /** Called before a command is acknowledged; answers false to swallow the acknowledgement. */
  acknowledges: (socket: Socket) => boolean = () => true;
  refuseJoins = 0;
  /** Which roads of Socket.IO are open; none means that only plain HTTP answers. */
  roads: ("websocket" | "polling")[] = ["websocket", "polling"];
  #answers = new Map<string, CommandResult>();
  #http: HttpServer | null = null;
  #io: Server | null = null;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  async start(): Promise<void> {
    this.#http = createServer((request, response) => { this.#serve(request, response); });
    if (this.roads.length > 0) {
      this.#io = new Server(this.#http, { transports: this.roads, path: "/socket.io" });
      this.#io.on("connection", (socket) => { this.#meet(socket); });
    }
    await new Promise<void>((resolve) => this.#http?.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** As if the process was killed: every wire is cut, nothing is said. */
  async stop(): Promise<void> {
    this.#io?.disconnectSockets(true);
    await this.#io?.close();
    this.#http?.closeAllConnections();
    await new Promise((resolve) => { this.#http?.close(resolve); if (this.#http?.listening !== true) resolve(null); });
    this.#io = null;
  }

  write(): Entry {
    const written = entry(this.log.length + 1, this.log.length + 1);
    this.log.push(written);
    this.#io?.emit("entry", written);
    return written;
  }

  beat(): void {
    const reach = { [STREAM]: { public: this.log.length } };
    this.#io?.emit("beat", { positions: { [STREAM]: this.log.length }, sequences: reach, server_time: new Date().toISOString() });
  }

  #meet(socket: Socket): void {
    this.transports.push(socket.conn.transport.name);
    socket.on("follow", ({ after, epoch }: FollowRequest, reply: (answer: unknown) => void) => {
      if (this.refuseJoins > 0) {
        this.refuseJoins -= 1;
        reply({ problem: { type: "/problems/too-many-joins", title: "…", status: 503, retry_after: 0.2 } });
        return;
      }
      const copy = after !== undefined && epoch === "e1" ? { entries: this.log.slice(after) } : { snapshot: {} };
      reply(followed(this.log.length, { public: this.log.length }, { ...copy, server_time: new Date().toISOString() }));
    });
    socket.on("command", (command: Command, reply: (answer: unknown) => void) => {
      const result = this.#perform(command);
      if (this.acknowledges(socket)) reply({ result });
    });
  }

  #perform(command: Command): CommandResult {
    const known = this.#answers.get(command.request_id);
    if (known !== undefined) return known;
    this.effects.push(command);
    const result = { receipt: `n° ${String(this.effects.length)}` };
    this.#answers.set(command.request_id, result);
    return result;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.url);
    if (!url.pathname.startsWith("/api/v1/journal/")) {
      response.writeHead(404).end();
      return;
    }
    const after = Number(url.searchParams.get("after") ?? 0);
    const page = journal(this.log.slice(after), this.log.length, { public: this.log.length }, { server_time: new Date().toISOString() });
    response.writeHead(200, { "Content-Type": "application/json", ETag: `"${String(this.log.length)}-${String(after)}"` });
    response.end(JSON.stringify(page));
  }
}
