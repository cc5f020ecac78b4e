"""Listening at a port."""

from __future__ import annotations

import socket

from tornado.httpserver import HTTPServer


def listen(server: HTTPServer, host: str, port: int) -> None:
    """Let a server take connections at ``host:port``.

    :raises OSError: the port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.create_server((host.strip("[]"), port), family=family, backlog=128)
    taken.setblocking(False)
    server.add_sockets([taken])
