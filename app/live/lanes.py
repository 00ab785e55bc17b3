"""Broadcasting one frame to a thousand WebSockets without queueing it a thousand times.

Socket.IO puts each message in each client's queue, where a greenlet wakes, encodes and writes it: about 35 µs a
client. An idle WebSocket can be written directly: the frame is built once and handed to the kernel. A client that is
busy, slow or on long polling takes the ordinary way, so that order is kept and nobody waits for the slowest.
"""

from typing import Any

from engineio import packet as eio_packet
from flask_socketio import SocketIO
from gevent import spawn
from gevent.lock import BoundedSemaphore
from geventwebsocket.websocket import Header, WebSocket

from .prebuilt import Json

TEXT = 0x1


class Lane:
    """The way out of one WebSocket: one frame at a time, whole frames only."""

    __slots__ = ("_socket", "turn")

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.turn = BoundedSemaphore(1)

    def __call__(self, data: bytes) -> None:
        """Write in the ordinary way, waiting for one's turn."""
        with self.turn:
            self._socket.sendall(data)

    def try_now(self, frame: bytes) -> bool:
        """Hand the frame to the kernel if it takes it without waiting; tell whether it did."""
        if self.turn.locked():
            return False
        try:
            sent = self._socket._sock.send(frame)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a dead socket: its own reader notices and closes it
        if sent < len(frame):
            self.turn.acquire()
            self._finish_later(frame[sent:])
        return True

    def _finish_later(self, rest: bytes) -> None:
        def finish() -> None:
            try:
                self._socket.sendall(rest)
            except OSError:
                pass
            finally:
                self.turn.release()

        spawn(finish)


class Lanes:
    """The lanes of this process, by Engine.IO session."""

    def __init__(self, sockets: SocketIO) -> None:
        self._server = sockets.server
        self._lanes: dict[str, Lane] = {}

    def open(self, eio_sid: str, environ: dict[str, Any]) -> None:
        """Give a socket that came straight by WebSocket its lane."""
        websocket = environ.get("wsgi.websocket")
        if isinstance(websocket, WebSocket):
            lane = Lane(websocket.handler.socket)
            websocket.raw_write = lane
            self._lanes[eio_sid] = lane

    def close(self, eio_sid: str) -> None:
        """Forget the lane of a socket that is gone."""
        self._lanes.pop(eio_sid, None)

    def emit(self, event: str, data: Any, room: str) -> None:
        """Send an event to a room: directly where the way is free, through the queue elsewhere."""
        text = f"2{Json.dumps([event, data])}"
        payload = f"4{text}".encode()
        frame = bytes(Header.encode_header(True, TEXT, b"", len(payload), 0)) + payload
        queued = eio_packet.Packet(eio_packet.MESSAGE, text)
        clients = self._server.eio.sockets
        for _sid, eio_sid in list(self._server.manager.get_participants("/", room)):
            lane, client = self._lanes.get(eio_sid), clients.get(eio_sid)
            if client is None or client.closed:
                continue
            # Nothing waits in the client's own queue: writing now cannot overtake an older message.
            free = lane is not None and client.queue.unfinished_tasks == 0
            if not (free and lane is not None and lane.try_now(frame)):
                self._server._send_eio_packet(eio_sid, queued)
