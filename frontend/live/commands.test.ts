import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Commands, type CommandOutcome } from "./commands";
import type { Acknowledgement, Command, Problem } from "./envelope";

const ASK: Command = { name: "floor.ask", request_id: "r-1", data: { sitting_id: "12" } };
const DONE: Acknowledgement = { result: { message: "fait" } };
const problem = (status: number, more: Partial<Problem> = {}): Acknowledgement =>
  ({ problem: { type: "/problems/x", title: "Non", status, ...more } });

function roads(random = 0.5) {
  const socket = vi.fn<(payload: unknown, timeoutMs: number) => Promise<unknown>>();
  const post = vi.fn<(command: Command) => Promise<Acknowledgement>>();
  const open = { socket: true };
  const commands = new Commands({ socket: () => (open.socket ? socket : null), post, random: () => random });
  return { socket, post, open, commands };
}

async function outcome(sending: Promise<CommandOutcome>): Promise<CommandOutcome> {
  await vi.runAllTimersAsync();
  return sending;
}

describe("a command", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("goes over the live link and comes back with its result", async () => {
    const { commands, socket, post } = roads();
    socket.mockResolvedValue(DONE);
    expect(await outcome(commands.send(ASK))).toEqual({ kind: "done", result: { message: "fait" } });
    expect(socket).toHaveBeenCalledWith(ASK, 5000);
    expect(post).not.toHaveBeenCalled();
  });

  it("is repeated with the same request_id when no acknowledgement came", async () => {
    const { commands, socket } = roads();
    socket.mockRejectedValueOnce(new Error("timeout")).mockResolvedValue(DONE);
    expect((await outcome(commands.send(ASK))).kind).toBe("done");
    expect(socket.mock.calls.map(([payload]) => (payload as Command).request_id)).toEqual(["r-1", "r-1"]);
  });

  it("takes the HTTP road after three silences of the link, still with the same request_id", async () => {
    const { commands, socket, post } = roads();
    socket.mockRejectedValue(new Error("timeout"));
    post.mockResolvedValue(DONE);
    expect((await outcome(commands.send(ASK))).kind).toBe("done");
    expect(socket).toHaveBeenCalledTimes(3);
    expect(post.mock.calls.map(([command]) => command.request_id)).toEqual(["r-1"]);
  });

  it("takes the HTTP road at once when there is no link, and the link again when it is back", async () => {
    const { commands, socket, post, open } = roads();
    open.socket = false;
    post.mockImplementationOnce(() => { open.socket = true; return Promise.reject(new Error("network")); });
    socket.mockResolvedValue(DONE);
    expect((await outcome(commands.send(ASK))).kind).toBe("done");
    expect([post.mock.calls.length, socket.mock.calls.length]).toEqual([1, 1]);
  });

  it.each([
    [15, 0.5], [15, 0], [60, 0.01], [60, 0.99],
  ])("outlives a cut of %i seconds, whatever the luck in its pauses (%f)", async (seconds, random) => {
    const { commands, socket, post } = roads(random);
    const cut = Date.now() + seconds * 1000;
    socket.mockImplementation((_payload, limit) => new Promise((_resolve, reject) => {
      setTimeout(() => { reject(new Error("timeout")); }, limit);
    }));
    post.mockImplementation(() => (Date.now() < cut ? Promise.reject(new Error("network")) : Promise.resolve(DONE)));
    expect((await outcome(commands.send(ASK))).kind).toBe("done");
  });

  it("waits as long as a loaded server asks", async () => {
    const { commands, socket } = roads();
    const started = Date.now();
    socket.mockResolvedValueOnce(problem(503, { retry_after: 4 })).mockResolvedValue(DONE);
    expect((await outcome(commands.send(ASK))).kind).toBe("done");
    expect(Date.now() - started).toBeGreaterThanOrEqual(4000);
  });

  it.each<[string, Acknowledgement, Partial<CommandOutcome>]>([
    ["a policy's no", problem(403, { detail: "Réservé à la présidence." }), { kind: "refused" }],
    ["unreadable data", problem(422, { errors: [{ pointer: "#/title", detail: "À remplir." }] }), { kind: "refused" }],
    ["a fault of the server", problem(500), { kind: "refused" }],
    ["a state that forbids it", problem(409), { kind: "refused" }],
    ["a newer version", problem(409, { current_version: 8 }), { kind: "conflict", currentVersion: 8 }],
  ])("is final after %s", async (_words, answer, expected) => {
    const { commands, socket } = roads();
    socket.mockResolvedValue(answer);
    expect(await outcome(commands.send(ASK))).toMatchObject(expected);
    expect(socket).toHaveBeenCalledTimes(1);
  });

  it("says that nobody answered, in the end", async () => {
    const { commands, socket, post } = roads();
    socket.mockRejectedValue(new Error("timeout"));
    post.mockRejectedValue(new Error("network"));
    const started = Date.now();
    expect(await outcome(commands.send(ASK))).toEqual({ kind: "unreachable" });
    expect(Date.now() - started).toBeGreaterThanOrEqual(90_000);
  });

  it("stops when the person no longer wants to wait", async () => {
    const { commands, socket, post } = roads();
    socket.mockRejectedValue(new Error("timeout"));
    post.mockRejectedValue(new Error("network"));
    const abort = new AbortController();
    const sending = commands.send(ASK, abort.signal);
    await vi.advanceTimersByTimeAsync(100);
    abort.abort();
    expect(await sending).toEqual({ kind: "unreachable" });
  });
});
