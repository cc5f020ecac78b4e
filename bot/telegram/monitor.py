"""The monitor: health and figures over HTTP, on loopback only."""

from __future__ import annotations

import asyncio
import contextlib

from prometheus_client import CONTENT_TYPE_LATEST
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.listening import listen
from bot.telegram.metrics import Metrics
from index.errors import SettingError

HOST = "127.0.0.1"


class Monitor:
    """``/health`` is 200 while Telegram is heard, 503 otherwise; ``/metrics`` is Prometheus's."""

    def __init__(self, metrics: Metrics) -> None:
        given = {"metrics": metrics}
        application = Application(
            [("/health", _Health, given), ("/metrics", _Figures, given)],
            log_function=lambda handler: None,
        )
        self._server = HTTPServer(application, max_body_size=0)

    def listen(self, port: int) -> None:
        """Begin.

        :raises SettingError: the port is taken.
        """
        try:
            listen(self._server, HOST, port)
        except OSError as error:
            raise SettingError(f"WENBAO_METRICS_PORT={port} 用不了：{error.strerror}") from None

    async def close(self) -> None:
        """Hang up."""
        self._server.stop()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._server.close_all_connections(), 1)


class _Page(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def write_error(self, status_code: int, **_: object) -> None:
        """Say nothing but the status."""
        self.finish()


class _Health(_Page):
    def get(self) -> None:
        healthy = self._metrics.is_healthy
        self.set_status(200 if healthy else 503)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("ok\n" if healthy else "no word from Telegram\n")


class _Figures(_Page):
    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(self._metrics.page())
