"""What the bot asks, what it gets, and the table of what can be asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.peers.line.errors import Json, LineError, bad_body, bad_request
from tests.peers.line.shapes import Check
from tests.peers.line.world import World

JSON_TYPE = "application/json"


@dataclass(frozen=True)
class Ask:
    """One request; `headers` by small letters, `named` are the parts of its path."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]
    named: Mapping[str, str]
    id: str

    @property
    def mime(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """The body as JSON, or LINE's refusal of it."""
        if self.mime != JSON_TYPE:
            raise LineError(415, "Unsupported Media Type")
        try:
            return json.loads(self.body)
        except ValueError:
            raise bad_request("The request body could not be parsed as JSON") from None

    def checked(self, check: Check) -> Json:
        """The body, if the check finds nothing wrong with it."""
        body = self.json()
        details = list(check(body, ""))
        if details:
            raise bad_body(details)
        return dict(body)


@dataclass(frozen=True)
class Answer:
    body: Any = field(default_factory=dict)
    status: int = 200
    mime: str = JSON_TYPE


Handler = Callable[[World, Ask], Answer]
ROUTES: list[tuple[str, str, Handler]] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    """Adds a handler; of two that fit a path the earlier one is asked."""

    def add(handler: Handler) -> Handler:
        ROUTES.append((method, path, handler))
        return handler

    return add
