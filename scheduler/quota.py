"""Of a month's quota a fifth is kept for what is overdue, and for who leads the team."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.domain.economy import has_room, is_urgent, is_used_up
from bot.domain.errors import DeliveryError
from bot.ports import Allowance, Channel, Delivery
from scheduler.news import ABOUT

log = structlog.get_logger(__name__)

FRESH = timedelta(minutes=5)
"""So long the platform is not asked again what is left; what goes meanwhile may cut into the
reserve, which is large enough for that."""
PATIENCE = 5.0
"""Seconds: what is not told keeps nothing back."""


class Quota:
    def __init__(self) -> None:
        self._told: dict[str, tuple[datetime, Allowance]] = {}

    async def require(self, channel: Channel, delivery: Delivery, now: datetime) -> None:
        """Raises DeliveryError for what may not be sent at a cost now. Where nothing is counted, or
        told, all may.
        """
        if not channel.can.counted or _is_urgent(delivery):
            return
        left = await self._allowance(channel, now)
        if not has_room(left.limit, left.used):
            reserve = not is_used_up(left.limit, left.used)
            raise DeliveryError("kept for what is overdue", over_quota=True, reserve=reserve)

    async def _allowance(self, channel: Channel, now: datetime) -> Allowance:
        at, known = self._told.get(channel.name, (now - FRESH, Allowance()))
        if at <= now < at + FRESH:
            return known
        try:
            async with asyncio.timeout(PATIENCE):
                known = await channel.allowance()
        except (DeliveryError, TimeoutError) as error:
            log.warning("quota.not_told", why=type(error).__name__)
        self._told[channel.name] = now, known
        return known


def _is_urgent(delivery: Delivery) -> bool:
    """That something was kept back is told, too."""
    return is_urgent(delivery.notices) or delivery.key.startswith(ABOUT)
