"""What LINE answers to what it does not do, as our errors.

https://developers.line.biz/en/reference/messaging-api/#error-responses
"""

from __future__ import annotations

from http import HTTPStatus

from bot.channels.line.limits import Json
from bot.domain.errors import DeliveryError, ReplyRefused, SopbotError
from bot.system.redact import redact

LONGEST_REASON = 300
RATE_SECONDS = 10.0
"""LINE does not say when the next call may come; its rates are counted in seconds."""
MONTHLY = "monthly limit"
"""By these words alone a month's end is told from a moment too busy: both are 429."""
NO_REPLY = "invalid reply token"
NOT_SENT = "failed to send messages"
"""Of a group in which the account is not, or of nobody's id."""
REFUSED = (
    "LINE does not accept the channel access token. Put the long-lived one of the channel's "
    "Messaging API tab into SOPBOT_LINE_CHANNEL_ACCESS_TOKEN."
)


class LineError(SopbotError):
    """LINE did not do what it was asked. `status` 0: it did not answer."""

    def __init__(self, status: int, told: str) -> None:
        self.status = status
        self.told = redact(told)[:LONGEST_REASON]
        super().__init__(f"{status} {self.told}" if status else self.told)

    def says(self, words: str) -> bool:
        return words in self.told.lower()


def line_error(status: int, body: Json) -> LineError:
    """With the first of its details, which name what is wrong with a message."""
    details = body.get("details")
    first = details[0] if isinstance(details, list) and details else {}
    first = first if isinstance(first, dict) else {}
    parts = (body.get("message"), first.get("property"), first.get("message"))
    return LineError(status, ": ".join(str(part) for part in parts if part) or "no reason given")


def delivery_error(error: LineError) -> DeliveryError | ReplyRefused:
    reason = str(error)
    match error.status:
        case HTTPStatus.TOO_MANY_REQUESTS:
            if error.says(MONTHLY):
                return DeliveryError(reason, over_quota=True)
            return DeliveryError(reason, retry_after=RATE_SECONDS)
        case HTTPStatus.BAD_REQUEST:
            if error.says(NO_REPLY):
                return ReplyRefused()
            return DeliveryError(reason, permanent=True, gone=error.says(NOT_SENT))
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE | HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return DeliveryError(reason, permanent=True)
    # A token that was taken back is not the message's fault.
    return DeliveryError(reason)
