"""What a test holds in its hands: the fake store, running on loopback."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from typing import Self, TypeVar

from tests.peers.s3.api import Api, Bucket
from tests.peers.s3.faults import Faults
from tests.peers.s3.signature import Key
from tests.peers.telegram.wire import listening, loopback

T = TypeVar("T")
SOON = 10.0


class FakeS3:
    """Use it `with`. Its `settings` are those of a program that keeps its files here."""

    bucket = "evidence"
    prefix = "office/2570"
    region = "us-east-1"
    key_id = "evidence-keeper"
    secret = "kept/for+tests"

    def __init__(self) -> None:
        self._bucket = Bucket(self.bucket, Key(self.key_id, self.secret))
        self._socket = loopback(0)
        self._thread = threading.Thread(
            target=asyncio.run, args=[self._serve(self._socket)], name="fake-s3", daemon=True
        )
        self._ready = threading.Event()
        self._stop: Callable[[], object] = lambda: None
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def settings(self) -> dict[str, str]:
        return {
            "files_url": f"s3://{self.bucket}/{self.prefix}",
            "s3_endpoint": self.url,
            "s3_access_key_id": self.key_id,
            "s3_secret_access_key": self.secret,
        }

    @property
    def objects(self) -> dict[str, bytes]:
        """By their names under the prefix."""
        with self._bucket.changed:
            return {k.removeprefix(f"{self.prefix}/"): v for k, v in self._bucket.objects.items()}

    @property
    def asked(self) -> list[str]:
        """Every request so far, by method and name under the prefix: "PUT aa/bb/…"."""
        with self._bucket.changed:
            return [line.replace(f"{self.prefix}/", "") for line in self._bucket.asked]

    @property
    def last_headers(self) -> dict[str, str]:
        return dict(self._bucket.headers)

    @property
    def violations(self) -> list[str]:
        return list(self._bucket.violations)

    @property
    def faults(self) -> Faults:
        return self._bucket.faults

    def put(self, name: str, data: bytes) -> None:
        """As somebody else would, who has the key."""
        with self._bucket.changed:
            self._bucket.objects[f"{self.prefix}/{name}"] = data

    def remove(self, name: str) -> None:
        with self._bucket.changed:
            del self._bucket.objects[f"{self.prefix}/{name}"]

    def wait_for(self, predicate: Callable[[], T]) -> T:
        """What the predicate returns once it is truthy; looks again at every request."""
        with self._bucket.changed:
            seen = self._bucket.changed.wait_for(predicate, SOON)
        assert seen, f"not within {SOON} s; asked: {self.asked}"
        return seen

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(SOON)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._thread.join(SOON)

    async def _serve(self, bound: socket.socket) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        async with listening(Api(self._bucket).app, bound):
            self._ready.set()
            await stopped.wait()
