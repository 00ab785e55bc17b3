"""Files shown to an antivirus before anybody keeps them: clamd's own protocol, INSTREAM.

Configured and out of reach, nothing passes: a scanner that can be silenced would protect nobody.
"""

import socket
import struct
from dataclasses import dataclass
from typing import Final

from .errors import DomainError, Invalid

CHUNK: Final = 64 * 1024
PATIENCE: Final = 30.0
LONGEST_REPLY: Final = 4096
INFECTED: Final = (
    "Un programme malveillant a été reconnu dans ce fichier : il n’a pas été gardé. "
    "Prévenez la personne qui vous l’a transmis."
)


class ScannerSilent(DomainError):
    """The scanner cannot be asked; the file is not kept."""

    slug = "scanner-silent"
    title = "Les fichiers ne peuvent pas être vérifiés en ce moment"
    status = 503


@dataclass(frozen=True)
class Scanner:
    """A clamd: the path of its socket, or `host:port`."""

    address: str

    def check(self, content: bytes, field: str) -> None:
        """Refuse a file in which a known malicious program is found, or that could not be looked at."""
        reply = self._ask(b"zINSTREAM\0", content)
        if reply == "stream: OK":
            return
        if reply.endswith(" FOUND"):
            raise Invalid(INFECTED, errors=[{"pointer": f"#/{field}", "detail": INFECTED}])
        raise _silent(reply)

    def answers(self) -> bool:
        """Tell whether the scanner is there."""
        try:
            return self._ask(b"zPING\0", None) == "PONG"
        except ScannerSilent:
            return False

    def _ask(self, command: bytes, content: bytes | None) -> str:
        try:
            with self._connect() as peer:
                peer.sendall(command)
                if content is not None:
                    _send(peer, content)
                return _reply(peer)
        except (OSError, ValueError) as fault:
            raise _silent(type(fault).__name__) from fault

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            peer.settimeout(PATIENCE)
            try:
                peer.connect(self.address)
            except BaseException:
                peer.close()
                raise
            return peer
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _send(peer: socket.socket, content: bytes) -> None:
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        peer.sendall(struct.pack("!I", len(part)) + part)
    peer.sendall(struct.pack("!I", 0))


def _reply(peer: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_REPLY and (more := peer.recv(LONGEST_REPLY)):
        said += more
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _silent(why: str) -> ScannerSilent:
    fault = ScannerSilent("Votre fichier n’a pas été gardé. Recommencez dans quelques minutes.")
    fault.add_note(why[:200])
    return fault
