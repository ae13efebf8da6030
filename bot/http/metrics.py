"""Figures for Prometheus: numbers and names of ours, never a person's, a team's or a chat's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.ports import Attempt, Depth

CONTENT_TYPE = CONTENT_TYPE_LATEST
LATENESS = (1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 4 * 3600, 24 * 3600)
"""Seconds. A slot of 500 notices takes about 45; past 3,600 they are headed
as late."""


class Metrics:
    """A `bot.ports.Meter` with a registry of its own: several programs may run in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        self._updates = self._counter("updates", "Updates written down", "channel")
        self._handled = self._counter(
            "updates_handled", "What became of updates", "channel", "outcome"
        )
        self._sends = self._counter(
            "deliveries", "Attempts to send a notice or an answer", "channel", "what", "outcome"
        )
        self._files = self._counter("files", "Files that people sent", "channel", "outcome")
        self._lateness = Histogram(
            "sopbot_delivery_seconds",
            "From when a message was due until the platform had it",
            ["channel", "what"],
            buckets=LATENESS,
            registry=self._registry,
        )
        self._depth = self._gauge("queue_depth", "What is due and not done, and what never will be")
        self._oldest = self._gauge("queue_oldest_seconds", "The age of the oldest of them")

    def accepted(self, channel: str, count: int) -> None:
        self._updates.labels(channel).inc(count)

    def handled(self, channel: str, outcome: str) -> None:
        self._handled.labels(channel, outcome).inc()

    def delivered(self, channel: str, what: str, outcome: Attempt, seconds: float) -> None:
        self._sends.labels(channel, what, outcome).inc()
        if outcome == "sent":
            self._lateness.labels(channel, what).observe(max(0.0, seconds))

    def fetched(self, channel: str, outcome: str) -> None:
        self._files.labels(channel, outcome).inc()

    def exposition(self, depths: Mapping[str, Depth], now: datetime) -> bytes:
        """All figures, in Prometheus's text format; those of the queues as they are now."""
        for queue, depth in depths.items():
            age = (now - depth.oldest).total_seconds() if depth.oldest else 0.0
            self._depth.labels(queue).set(depth.count)
            self._oldest.labels(queue).set(max(0.0, age))
        return generate_latest(self._registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"sopbot_{name}", told, labels, registry=self._registry)

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(f"sopbot_{name}", told, ["queue"], registry=self._registry)
