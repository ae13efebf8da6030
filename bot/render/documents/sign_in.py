"""A sheet for who comes to a meeting to sign (ใบลงชื่อผู้เข้าร่วมประชุม)."""

from __future__ import annotations

from bot.domain.message import Text, plain
from bot.domain.standing import Standing
from bot.render.documents.meeting_head import committee, head
from bot.render.documents.word import TEXT, Pages
from bot.render.language import Say
from bot.render.text import names

LEAST = 15
"""Rows: a page of them."""
BLANK = 5
"""Rows at the end at least, for delegates and guests."""
_HEIGHT = 1.1
"""Centimetres: room for a signature."""
_WIDTHS = (1.8, 4.4, 4.1, 3.0, 2.7)


def sign_in_document(say: Say, s: Standing, number: int) -> bytes:
    """All who have a duty in the committee, whatever they answered: the sheet is seen by all."""
    pages = Pages(say.caption("Sign-in sheet of the meeting"), s.today)
    head(pages, say, s, number, say("Sign-in sheet of the meeting"))
    pages.paragraph("")
    titles = [
        *(say("Item no."), say("Name"), say("Position")),
        *(say("Signature"), say("Remarks")),
    ]
    pages.table(titles, _rows(say, s), _WIDTHS, centred=(0,), size=TEXT, height=_HEIGHT)
    return pages.made()


def _rows(say: Say, s: Standing) -> list[list[Text]]:
    known = [(names.person(say, m.person), m.person.position) for m in committee(s.team)]
    blank = max(LEAST - len(known), BLANK)
    rows = [*known, *[("", "")] * blank]
    return [
        [plain(str(n)), plain(name), plain(position), plain(""), plain("")]
        for n, (name, position) in enumerate(rows, 1)
    ]
