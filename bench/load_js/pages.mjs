// A page asked again and again over kept-alive connections.
// Input: {"url", "path", "concurrency", "seconds"}; output: {"rate", "p50", "p99"} (milliseconds)
import { Agent, get } from "node:http";
import { readFileSync } from "node:fs";

const task = JSON.parse(readFileSync(0, "utf8"));
const agent = new Agent({ keepAlive: true, maxSockets: task.concurrency });
const times = [];

function once() {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    get(task.url + task.path, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${task.path}: ${response.statusCode}`));
      response.resume().on("end", () => {
        times.push(performance.now() - started);
        resolve();
      });
    }).on("error", reject);
  });
}

for (let warm = 0; warm < 20; warm++) await once();
times.length = 0;
const started = performance.now();
const end = started + task.seconds * 1000;
await Promise.all(
  Array.from({ length: task.concurrency }, async () => {
    while (performance.now() < end) await once();
  }),
);
const seconds = (performance.now() - started) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(times.length * share)];
console.log(JSON.stringify({ rate: times.length / seconds, p50: at(0.5), p99: at(0.99) }));
process.exit(0);
