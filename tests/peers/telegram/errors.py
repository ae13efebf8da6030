"""What the fake answers instead of a result, in Telegram's own words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """The request is refused with this status and description."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Violation(ApiError):
    """No careful bot sends this: it is refused, and kept for the test to see."""

    def __init__(self, description: str, status: int = 400) -> None:
        super().__init__(status, description if status != 400 else f"Bad Request: {description}")


class NotPossible(AssertionError):
    """The test asks a person to do what no Telegram client can do."""


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> ApiError:
    return ApiError(403, f"Forbidden: {description}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def conflict(description: str) -> ApiError:
    return ApiError(409, f"Conflict: {description}")


def migrated(new_id: int) -> ApiError:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, text, {"migrate_to_chat_id": new_id})


def not_faked(what: str) -> ApiError:
    return ApiError(501, f"Not Implemented: {what} is not faked")
