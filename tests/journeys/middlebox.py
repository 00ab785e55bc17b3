"""A network in between that does not know WebSockets, as some offices still have."""

import contextlib
import socket
import threading

REFUSAL = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class WithoutWebSockets:
    """A loopback port that passes everything on to another, except requests to become a WebSocket."""

    def __init__(self, port: int) -> None:
        self._behind = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def __enter__(self) -> "WithoutWebSockets":
        return self

    def __exit__(self, *_ended: object) -> None:
        self._door.close()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):  # closed at the end of the story
            while True:
                caller, _from = self._door.accept()
                threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError), caller:
            head = caller.recv(65536)
            # A browser always asks for a WebSocket on a connection of its own.
            if b"upgrade: websocket" in head.lower():
                caller.sendall(REFUSAL)
                return
            with socket.create_connection(("127.0.0.1", self._behind)) as server:
                server.sendall(head)
                threading.Thread(target=_pour, args=(caller, server), daemon=True).start()
                _pour(server, caller)


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
