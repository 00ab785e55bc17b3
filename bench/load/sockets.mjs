// The load generator of both sides: N WebSocket clients that speak just enough Socket.IO to follow and to hear.
// It reads one JSON task on its input and prints one JSON result.
//   {"url", "stream", "clients", "cookie"?, "rounds": [{"hear": "<text in the frame>", "post": {path, body, cookie}, "then": …}]}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { WebSocket } = createRequire(require.resolve("engine.io"))("ws");

const task = JSON.parse(readFileSync(0, "utf8"));
const now = () => performance.now();
let heard = () => {};

function client(index) {
  return new Promise((resolve, reject) => {
    const headers = task.cookies?.[index] ? { Cookie: task.cookies[index] } : {};
    const socket = new WebSocket(`${task.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
      headers, perMessageDeflate: false,
    });
    socket.on("error", reject);
    socket.on("message", (data) => {
      const text = data.toString();
      if (text[0] === "0") socket.send("40");
      else if (text === "2") socket.send("3");
      else if (text.startsWith("40")) socket.send(`420["follow",${JSON.stringify({ stream: task.stream })}]`);
      else if (text.startsWith("430")) {
        if (text.includes('"problem"')) reject(new Error(text.slice(0, 300)));
        else resolve({ socket, size: text.length });
      } else heard(text);
    });
  });
}

async function post({ path, body, cookie }) {
  const response = await fetch(task.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(cookie ? { Cookie: cookie } : {}) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 400)}`);
}

function everybodyHears(marker, act) {
  return new Promise((resolve, reject) => {
    let count = 0;
    let bytes = 0;
    const started = now();
    const giveUp = setTimeout(() => reject(new Error(`${count} of ${task.clients} heard ${marker}`)), 30000);
    heard = (text) => {
      if (!text.includes(marker)) return;
      bytes = text.length;
      if (++count === task.clients) {
        clearTimeout(giveUp);
        resolve({ last: now() - started, bytes });
      }
    };
    act().catch(reject);
  });
}

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const started = now();
const clients = await Promise.all(Array.from({ length: task.clients }, (_, index) => client(index)));
const joined = now() - started;
const lasts = [];
let bytes = 0;
for (const round of task.rounds ?? []) {
  await rest(150);
  const result = await everybodyHears(round.hear, () => post(round.post));
  lasts.push(result.last);
  bytes = result.bytes;
  for (const after of round.then ?? []) await post(after);
}
console.log(JSON.stringify({ joined, lasts, bytes, snapshot: clients[0].size }));
if (task.hold) await rest(task.hold);
process.exit(0);
