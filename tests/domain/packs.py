"""Kept files of a plan, and what is called how in its pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bot.domain.events import Event
from bot.domain.files import File, FileState
from bot.domain.pack import Item, Words, layout
from bot.domain.sop import Document, DocumentKind, Sop
from bot.domain.standing import Outlook
from tests.domain.plans import closed, day, local, plan_of
from tests.domain.sops import NO_DAYS_OFF, sop, step

WORDS = Words(
    "รอบ{number}",
    "นอกรอบการประเมิน",
    "ขั้นตอน{number}",
    "ฉบับก่อน",
    "ฉบับที่{number}",
    "ขาด",
    "ไม่ใช้",
    "สูญหาย",
    "ลบแล้ว",
)
LATIN = Words(
    "round{number}",
    "other",
    "step{number}",
    "older",
    "v{number}",
    "missing",
    "waived",
    "lost",
    "deleted",
    latin=True,
)
PLAN = Document("plan", "แผน", DocumentKind.EVIDENCE)
MINUTES = Document("minutes", "รายงานการประชุม", DocumentKind.EVIDENCE)
PHOTOS = Document("photos", "ภาพ", DocumentKind.SUGGESTED)
SOP: Sop = sop(
    [
        replace(step(1, 3), title="จัดทำแผน", documents=(PLAN, PHOTOS)),
        replace(step(2, 3, after=(1,)), title="ประชุม", documents=(MINUTES, PHOTOS)),
    ]
)
TODAY = day("2026-10-06")
CLOSED = closed(1, "2026-10-05")
MB = 1 << 20


def file(id: int, name: str = "ก.pdf", *, on: str = "2026-10-04", **more: Any) -> File:
    told = {"number": id, "document": "plan", "size": 1000, "step": 1, "state": FileState.KEPT}
    return File(id=id, plan=1, name=name, sent_by=2, sent_at=local(on), **{**told, **more})


def standing(*events: Event, today: date = TODAY) -> Outlook:
    return Outlook(plan_of(SOP, *events), NO_DAYS_OFF, today)


def packed(
    files: Sequence[File] = (),
    *events: Event,
    words: Words = WORDS,
    round: int | None = None,
) -> Sequence[Item]:
    return layout(standing(*events), files, words, round)


def paths(items: Sequence[Item]) -> list[str]:
    return [i.path for i in items]


names = st.one_of(st.text(max_size=130), st.sampled_from(["ก.pdf", "Ab.pdf", "aB.PDF", "nul.txt"]))
sizes = st.one_of(st.integers(0, 3 * MB), st.just(20 * MB))


@st.composite
def kept(draw: st.DrawFn) -> list[File]:
    """Of both steps and all rounds; some with older versions."""
    keys = draw(
        st.lists(
            st.tuples(st.integers(1, 2), st.integers(1, 4), st.integers(1, 3)),
            unique=True,
            max_size=12,
        )
    )
    days = st.sampled_from(["2026-10-04", "2027-03-04", "2027-08-04"])
    return [
        file(
            id, draw(names), step=step, number=number, version=version, size=draw(sizes),
            on=draw(days), document=draw(st.sampled_from(["plan", "minutes", "photos", ""])),
            link=draw(st.sampled_from(["", "", "https://a.go.th/"])),
        )
        for id, (step, number, version) in enumerate(keys, 1)
    ]  # fmt: skip
