"""How long to wait before the next try, and what is not worth one."""

from __future__ import annotations

import random

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.api import REFUSED
from bot.channels.telegram.errors import is_from_telegram, reason_of, seconds
from bot.domain.errors import SopbotError

FIRST = 1.0
LONGEST = 30.0

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Backoff:
    """Doubles from FIRST to LONGEST seconds, less up to half: not all bots come back at once."""

    def __init__(self) -> None:
        self._tries = 0

    def next(self) -> float:
        # The exponent is capped: an outage of days must not count up to a huge number.
        full = min(LONGEST, FIRST * 2.0 ** min(self._tries, 10))
        self._tries += 1
        return full * random.uniform(0.5, 1.0)  # noqa: S311 - no secret hangs on it

    def after(self, error: TelegramError) -> float:
        if isinstance(error, InvalidToken) and is_from_telegram(error):
            # From None: the library's own message shows the token.
            raise SopbotError(REFUSED) from None
        wait = seconds(error) if isinstance(error, RetryAfter) else self.next()
        log.warning("telegram.unreachable", error=reason_of(error), again_in=round(wait))
        return wait

    def reset(self) -> None:
        self._tries = 0
