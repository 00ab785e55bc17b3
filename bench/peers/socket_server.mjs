// The bare peer: a Node Socket.IO server that does nothing but broadcast and answer a join with a blob.
// node socket_server.mjs PORT BLOB_BYTES
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { Server } = require("socket.io");

const [port, blobBytes] = process.argv.slice(2).map(Number);
const blob = "x".repeat(blobBytes);

const http = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    if (request.method === "POST") io.emit("entry", JSON.parse(body));
    response.end("{}");
  });
});
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => {
  socket.on("follow", (_asked, acknowledge) => acknowledge({ snapshot: blob }));
});
http.listen(port, "127.0.0.1", () => console.log("listening"));
