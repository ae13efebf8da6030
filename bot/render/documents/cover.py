"""The letter with which an office hands something in: บันทึกข้อความ, and who signs what.

The form is แบบที่ 29 of the regulation on official correspondence (ระเบียบสำนักนายกรัฐมนตรี
ว่าด้วยงานสารบรรณ พ.ศ. 2526); what only the office knows, its number above all, is left to fill in.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Text, join, plain
from bot.domain.people import Member
from bot.render.documents.word import FIRST_LINE, WIDTH, Blank, Look, Pages
from bot.render.language import Say
from bot.render.text import names

HEAD, LABELS = 29, 20
"""Points."""
DOTS = "." * 46
_BODY = Look(first=FIRST_LINE, before=6)
_SIGNATURE_LEFT = 7.0
"""Centimetres."""
_ROOM_TO_SIGN = 36
"""Points."""
_NOTHING = plain("")


def memorandum(pages: Pages, say: Say, office: str, subject: Text, body: Sequence[Text]) -> None:
    """`office`: whose it is; `body`: its paragraphs."""
    pages.paragraph(say("Memorandum"), Look(HEAD, bold=True, centred=True))
    pages.fill_in(Blank(say.caption("Government office"), office), size=LABELS)
    number, day = say.caption("No."), say.caption("Date")
    pages.fill_in(Blank(number, to=WIDTH / 2), Blank(day), size=LABELS)
    pages.fill_in(Blank(say.caption("Subject"), subject.plain), size=LABELS)
    pages.fill_in(Blank(say.caption("To")))
    for words in body:
        pages.paragraph(words, _BODY)


def signature(
    pages: Pages, say: Say, who: Member | None, role: Text, does: Text = _NOTHING
) -> None:
    """A place to sign for who holds a role, named if known. `does`: as what he or she signs."""
    name = names.person(say, who.person) if who else DOTS
    place = join([say("(Signed)"), DOTS, does], " ")
    lines = [place, plain(f"({name})"), plain(who.person.position if who else ""), role]
    for line in filter(None, lines):
        before = _ROOM_TO_SIGN if line is place else 0
        look = Look(centred=True, left=_SIGNATURE_LEFT, before=before, keeps=line is not role)
        pages.paragraph(line, look)
