"""Stands in for the fetch: whatever is expected arrives, and is acknowledged by album."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.events import FileKept
from bot.domain.files import File
from bot.domain.incoming import Happened, Incoming, Place, together
from bot.ports import UnitOfWork
from handlers.evidence import receipts
from tests.cast import CHANNEL, GROUP, Answer, Office, Post, Somebody, pdf, place_of

SIZE = 1_258_000
"""Reads as 1.2 MB."""


def arrive(office: Office, contents: Mapping[str, str] | None = None) -> list[Post]:
    """What the bot says once the bytes are here; `contents` by name, else each file its own."""
    now = office.now.astimezone(UTC)
    with office.store.work() as work:
        albums: dict[str, list[File]] = {}
        while file := work.files.claim(now, now + timedelta(minutes=10)):
            text = (contents or {}).get(file.name, f"{file.id}")
            albums.setdefault(file.album or str(file.id), []).append(_kept(work, file, text, now))
        for files in albums.values():
            receipts.acknowledge(work, files, now)
        work.commit()
    return office.outbox()


def sent_together(
    office: Office, who: Somebody, album: Sequence[tuple[str, str]], chat: Place = GROUP
) -> Answer:
    """Files, each with what is said under it; the last arrives first."""
    parts = [
        Incoming(
            CHANNEL,
            f"album {number}",
            place_of(who, chat),
            Happened.SAID,
            who.sender,
            caption,
            str(900 + number),
            files=(pdf(name, album="a1"),),
        )
        for number, (name, caption) in enumerate(album)
    ]
    return office.play(together(parts[::-1]))


def _kept(work: UnitOfWork, file: File, text: str, now: datetime) -> File:
    kept = work.files.kept(file, hashlib.sha256(text.encode()).hexdigest(), SIZE)
    if kept.id == file.id:
        step, label, name = kept.step, kept.label, kept.name
        event = FileKept(at=now, by=file.sent_by, step=step, label=label, name=name, file=kept.id)
        work.plans.append(work.plans.by_id(file.plan), event)
    return replace(kept, chat=file.chat, message=file.message, thread=file.thread)
