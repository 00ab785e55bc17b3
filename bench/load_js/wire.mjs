// Just enough Socket.IO for a load generator: connect, follow, ask with acknowledgement, hear.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { WebSocket } = createRequire(require.resolve("engine.io"))("ws");

export function connect(url, stream, cookie, heard = () => {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
      headers: cookie ? { Cookie: cookie } : {},
      perMessageDeflate: false,
    });
    const waiting = new Map();
    let next = 0;
    const ask = (event, data) =>
      new Promise((answered) => {
        waiting.set(next, answered);
        socket.send(`42${next++}${JSON.stringify([event, data])}`);
      });
    socket.on("error", reject);
    socket.on("message", async (data) => {
      const text = data.toString();
      if (text[0] === "0") socket.send("40");
      else if (text === "2") socket.send("3");
      else if (text.startsWith("40")) {
        const answer = await ask("follow", { stream });
        if (answer.problem) reject(new Error(JSON.stringify(answer.problem)));
        else resolve({ socket, ask, size: answer.size });
      } else if (text.startsWith("43")) {
        const [, id] = /^43(\d+)/.exec(text);
        const answered = waiting.get(Number(id));
        waiting.delete(Number(id));
        // The first acknowledgement is the snapshot: its size matters here, its content does not.
        answered(id === "0" && !text.includes('"problem"') ? { size: text.length } : JSON.parse(text.slice(2 + id.length))[0]);
      } else heard(text);
    });
  });
}

export async function post(url, { path, body, cookie }) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(cookie ? { Cookie: cookie } : {}) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 400)}`);
  return JSON.parse(text);
}
