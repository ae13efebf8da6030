"""The Bot API server, from the side of whoever measures."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.benchmarks.processes import OF_SERVER, ROOT, pinned

Update = dict[str, Any]
TOKEN = "1:bench"
SLACK = 30.0


class Report(NamedTuple):
    """Of the server, at one moment of `time.monotonic`. `last`: when the last message came."""

    now: float
    cpu: float
    sent: int
    calls: int
    last: float
    polling: bool


class Said(NamedTuple):
    """A message that the bot sent; `at` as in `Report`."""

    at: float
    chat: int
    text: str
    replies_to: int | None


class Peer:
    """`with Peer() as peer:` it runs."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.server"]
        with pinned(OF_SERVER):
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        self._line = http.client.HTTPConnection("127.0.0.1", self._port)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()
        self._process.terminate()
        self._process.communicate()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def reset(self, delay: float = 0.0) -> None:
        """Nothing was ever asked or said; from now on every call takes `delay` seconds."""
        self._ask("reset", delay=delay)

    def post_to(self, ports: Sequence[int], path: str, secret: str) -> None:
        """Until the next reset, to the programs at these ports in turn."""
        self._ask("post", ports=ports, path=path, secret=secret)

    def load(self, updates: Sequence[Update]) -> Report:
        return Report(**self._ask("load", updates=updates))

    def wait(self, count: int, within: float) -> Report:
        """Until so many messages have come since the reset, or for so many seconds."""
        return Report(**self._ask("wait", count=count, within=within))

    def report(self) -> Report:
        return Report(**self._ask("report"))

    def until_polled(self, within: float = SLACK) -> Report:
        end = time.monotonic() + within
        while not (found := self.report()).polling:
            if time.monotonic() > end:
                raise TimeoutError("the bot does not ask for updates")
            time.sleep(0.02)
        return found

    def said(self) -> list[Said]:
        return [Said(**one) for one in self._ask("answers")["answers"]]

    def given(self) -> list[float]:
        """When updates were handed out."""
        return [float(at) for at in self._ask("given")["given"]]

    def _ask(self, what: str, **more: object) -> dict[str, Any]:
        self._line.request("POST", f"/control/{what}", json.dumps(more))
        return dict(json.loads(self._line.getresponse().read()))
