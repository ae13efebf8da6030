"""A light Bot API server, a process of its own: `python -m tests.benchmarks.server`.

It prints its port. What is under test talks to `/bot…`, whoever measures to `/control/…`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from typing import Any

from tests.benchmarks.http import Connection, Reply, Request
from tests.benchmarks.platform import Platform
from tests.benchmarks.posting import Poster


class Server:
    def __init__(self) -> None:
        self.platform = Platform()

    def answer(self, request: Request, reply: Reply) -> None:
        if not request.path.startswith("/control/"):
            self.platform.answer(request, reply)
            return
        asked = json.loads(request.body or b"{}")
        match request.path.rpartition("/")[2]:
            case "wait":
                self._wait(reply, **asked)
            case "reset":
                self.platform.delay = asked.get("delay", 0.0)
                self.platform.reset()
                _say(reply, self._report())
            case "post":
                self.platform.post_to(Poster(**asked))
                _say(reply, self._report())
            case "load":
                self.platform.load(asked["updates"])
                _say(reply, self._report())
            case "answers":
                _say(reply, {"answers": self.platform.answers()})
            case "given":
                _say(reply, {"given": self.platform.given})
            case _:
                _say(reply, self._report())

    def _report(self) -> dict[str, Any]:
        """Its own share, too: the server must not be what is measured."""
        times = os.times()
        sent = self.platform.sent
        return {
            "now": time.monotonic(),
            "cpu": times.user + times.system,
            "sent": len(sent),
            "calls": self.platform.calls,
            "last": sent[-1].at if sent else 0.0,
            "polling": self.platform.is_polled,
        }

    def _wait(self, reply: Reply, count: int, within: float) -> None:
        """Answers when so many messages have come, or after so many seconds."""
        end = asyncio.get_running_loop().create_future()

        def answer(_: object) -> None:
            late.cancel()
            _say(reply, self._report())

        def over() -> None:
            if not end.done():
                end.set_result(None)

        late = asyncio.get_running_loop().call_later(within, over)
        end.add_done_callback(answer)
        self.platform.when_sent(count, over)


def _say(reply: Reply, told: dict[str, Any]) -> None:
    reply(json.dumps(told).encode())


async def main() -> None:
    server = Server()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Connection(server.answer), "127.0.0.1", 0)
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with listening:
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
