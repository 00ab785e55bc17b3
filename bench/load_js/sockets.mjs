// A gallery of N WebSocket clients: how long they take to join, and how long the last one waits for a fact.
// Input: {"url", "stream", "clients", "hold"?, "rounds": [{"hear": "<text in the frame>", "post": {…}, "cancel"?: {…}}]}
import { readFileSync } from "node:fs";
import { connect, post } from "./wire.mjs";

const task = JSON.parse(readFileSync(0, "utf8"));
let heard = () => {};

function everybodyHears(marker, act) {
  return new Promise((resolve, reject) => {
    let count = 0;
    const started = performance.now();
    const giveUp = setTimeout(() => reject(new Error(`${count} of ${task.clients} heard ${marker}`)), 30000);
    heard = (text) => {
      if (!text.includes(marker)) return;
      if (++count === task.clients) {
        clearTimeout(giveUp);
        resolve({ last: performance.now() - started, bytes: text.length });
      }
    };
    act().catch(reject);
  });
}

const started = performance.now();
const clients = await Promise.all(
  Array.from({ length: task.clients }, () => connect(task.url, task.stream, undefined, (text) => heard(text))),
);
const joined = performance.now() - started;
const lasts = [];
let bytes = 0;
for (const round of task.rounds ?? []) {
  await new Promise((resolve) => setTimeout(resolve, 150));
  let answered;
  const result = await everybodyHears(round.hear, async () => {
    answered = await post(task.url, round.post);
  });
  lasts.push(result.last);
  bytes = result.bytes;
  heard = () => {};
  if (round.cancel) {
    while (!answered) await new Promise((resolve) => setTimeout(resolve, 10));
    const data = { ballot_id: answered.result.ballot_id, reason: "Mesure" };
    await post(task.url, { ...round.cancel, body: { data } });
  }
}
console.log(JSON.stringify({ joined, lasts, bytes, snapshot: clients[0].size }));
if (task.hold) await new Promise((resolve) => setTimeout(resolve, task.hold));
process.exit(0);
