"""What the fake answers instead of a result, in the words LINE documents.

https://developers.line.biz/en/reference/messaging-api/#error-responses
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class LineError(Exception):
    """The request is refused with this status and message."""

    def __init__(
        self, status: int, message: str, more: Json | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.status = status
        self.message = message
        self.more = more or {}
        self.headers = headers or {}

    def body(self) -> Json:
        return {"message": self.message, **self.more}


class NotPossible(AssertionError):
    """The test asks a person to do what no LINE app can do."""


def bad_request(message: str) -> LineError:
    return LineError(400, message)


def not_found() -> LineError:
    return LineError(404, "Not found")


def bad_body(details: Sequence[Json]) -> LineError:
    message = f"The request body has {len(details)} error(s)"
    return LineError(400, message, {"details": list(details)})


def not_authorized() -> LineError:
    return LineError(403, "Access to this API is not available for your account")


def rate_exceeded() -> LineError:
    return LineError(429, "The API rate limit has been exceeded. Try again later.")


def month_exceeded() -> LineError:
    return LineError(429, "You have reached your monthly limit.")


def unauthorized() -> LineError:
    message = (
        "Authentication failed due to the following reason: invalid token. "
        "Confirm that the access token in the authorization header is valid."
    )
    return LineError(401, message, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


def not_faked(what: str) -> LineError:
    return LineError(501, f"{what} is not faked")
