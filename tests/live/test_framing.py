"""4.2.1: where a request ends is said once, and nothing hides behind it."""

import socket
from contextlib import closing

import pytest

PATIENCE = 20


def _answers(url, sent):
    host, port = url.removeprefix("http://").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=PATIENCE)) as peer:
        peer.sendall(sent)
        peer.shutdown(socket.SHUT_WR)
        heard = b""
        while piece := peer.recv(65536):
            heard += piece
    return [line.split()[1].decode() for line in heard.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def test_when_both_lengths_are_said_the_chunks_alone_count(two_processes):
    """Counted by the other length the request behind would be swallowed, or half of the body taken for one."""
    body = b"5\r\nhello\r\n0\r\n\r\n"
    first = b"POST /absente HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    second = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answers = _answers(two_processes[0].url, first + second)
    assert answers[-1] == "200" or len(answers) == 1
    assert len(answers) <= 2


@pytest.mark.parametrize("length", [b"abc", b"-1", b"3, 4"])
def test_a_length_that_cannot_be_read_ends_the_connection(two_processes, length):
    sent = b"POST /absente HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + b"\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"
    answers = _answers(two_processes[0].url, sent)
    assert "200" not in answers
