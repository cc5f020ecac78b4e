"""A forward proxy for plain HTTP on loopback; it writes down what it passed on."""

from __future__ import annotations

import http.client
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


class Proxy:
    """Listens while inside."""

    def __init__(self) -> None:
        self.passed: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.passed = self.passed
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    passed: list[str]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        self._pass(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def do_GET(self) -> None:
        self._pass(b"")

    def _pass(self, body: bytes) -> None:
        self.server.passed.append(self.path)
        address = urlsplit(self.path)
        kept = {k: v for k, v in self.headers.items() if not k.lower().startswith("proxy-")}
        # Closed also when the server goes first, in the middle of a long poll.
        with closing(http.client.HTTPConnection(address.netloc, timeout=60)) as connection:
            connection.request(self.command, address.path, body, kept)
            answer = connection.getresponse()
            content = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers.get("Content-Type", ""))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""
