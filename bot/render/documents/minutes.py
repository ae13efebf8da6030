"""A draft of the minutes of a meeting (รายงานการประชุม), ready to be finished and signed.

Its parts, and the five items under which matters are put, are those of the regulation on official
correspondence (ระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ พ.ศ. 2526, คำอธิบาย 5). What was said at the
meeting nobody has told the bot: there are dots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.domain.events import AgendaItem, Attending, Matter, Outcome, Presence
from bot.domain.meeting import Meeting
from bot.domain.message import Text, bold, join, plain
from bot.domain.people import Person
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.documents.meeting_head import BOLD, DOTS, MARGIN, committee, head, role
from bot.render.documents.word import FIRST_LINE, Look, Pages
from bot.render.language import N_, Say
from bot.render.text import attendance, names

People = Callable[[int], Person]
ITEMS: Mapping[int, str] = {
    1: N_("Matters that the chair informs the meeting of"),
    2: N_("Adoption of the minutes of the former meeting"),
    3: N_("Matters for information"),
    4: N_("Matters for consideration"),
    5: N_("Other matters"),
}
_NAMED: Mapping[str, int] = {
    "ประธานแจ้ง": 1,
    "รับรองรายงาน": 2,
    "เพื่อทราบ": 3,
    "สืบเนื่อง": 3,
    "เรื่องอื่น": 5,
}
"""An agenda that an office has typed in this very order is not put under its fourth item."""
_COLUMNS = (6.5, 6.5, 3.0)
_OF_ITEM = Look(first=FIRST_LINE)
_SIGNED = Look(left=6, before=24)
_NAME = Look(left=6.8)


def minutes_document(say: Say, s: Standing, number: int, people: People) -> bytes:
    """For secretary and chair: it names who came, and nobody's reason for not coming."""
    pages = Pages(say.caption("Minutes of the meeting"), s.today)
    head(pages, say, s, number, say("(Draft) Minutes of the meeting"))
    _who(pages, say, s, number, people)
    pages.paragraph(say("The meeting began at {dots}", dots=DOTS), Look(before=6))
    for item in ITEMS:
        _item(pages, say, s.states[number].met, item, people)
    pages.paragraph(say("The meeting ended at {dots}", dots=DOTS), Look(before=12))
    _signed(pages, say, s)
    return pages.made()


def _who(pages: Pages, say: Say, s: Standing, number: int, people: People) -> None:
    found = attendance.of_meeting(s, number)
    said = found.said
    came = [*said[Presence.COMES], *said[Presence.DELEGATES]]
    _listed(pages, say("Those present"), _in_order(say, s, came, people))
    _listed(pages, say("Those absent"), _in_order(say, s, said[Presence.ABSENT], people))
    if found.silent:
        owing = {m.person.id for m in found.silent}
        silent = [_line(say, s, m.person) for m in committee(s.team) if m.person.id in owing]
        title = say("Gave no answer (please move them to where they belong)")
        _listed(pages, title, silent)
    _listed(pages, say("Others present (if any)"), [])


def _in_order(
    say: Say, s: Standing, answers: Sequence[Attending], people: People
) -> list[tuple[Text, ...]]:
    order = {m.person.id: n for n, m in enumerate(committee(s.team))}
    ranked = sorted(answers, key=lambda a: order.get(a.by or 0, len(order)))
    return [_line(say, s, people(a.by), a) for a in ranked if a.by is not None]


def _line(say: Say, s: Standing, who: Person, answer: Attending | None = None) -> tuple[Text, ...]:
    """Name, position, role; who sent a delegate is named beside that one."""
    name = names.person(say, who)
    if answer is None or answer.answer is not Presence.DELEGATES:
        return plain(name), plain(who.position), role(say, s.team.member(who.id))
    delegate = answer.delegate or DOTS
    return say("{name} (for {person})", name=delegate, person=name), plain(""), plain("")


def _listed(pages: Pages, title: Text, lines: Sequence[tuple[Text, ...]]) -> None:
    """Without anybody it is left open."""
    pages.paragraph(title, BOLD)
    rows = lines or [(plain(DOTS), plain(""), plain(""))]
    pages.columns(
        [(join([f"{n}. ", name], ""), *more) for n, (name, *more) in enumerate(rows, 1)], _COLUMNS
    )


def _item(pages: Pages, say: Say, met: Meeting, item: int, people: People) -> None:
    title = say("Agenda item {number} {text}", number=item, text=say(ITEMS[item]))
    pages.paragraph(title, BOLD)
    matters = [one for one in met.agenda if _belongs(met, one) == item]
    for n, matter in enumerate(matters, 1):
        pages.paragraph(bold(f"{item}.{n} {matter.text}"), Look(first=FIRST_LINE, keeps=True))
        _came_to(pages, say, met.under(matter.item), people)
    others = met.under(0) if item == max(ITEMS) else ()
    if others or not matters:
        _came_to(pages, say, others, people)


def _belongs(met: Meeting, matter: AgendaItem) -> int:
    """By its words, if they are those of an office; else what was only noted is information."""
    named = next((n for words, n in _NAMED.items() if words in matter.text), 0)
    kinds = {o.kind for o in met.under(matter.item)}
    return named or (3 if kinds == {Matter.NOTED} else 4)


def _came_to(pages: Pages, say: Say, outcomes: Sequence[Outcome], people: People) -> None:
    pages.paragraph(DOTS * 3, _OF_ITEM)
    for line in _outcomes(say, outcomes, people) if outcomes else [plain(DOTS)]:
        pages.paragraph(join([bold(say("Resolution of the meeting")), "  ", line], ""), _OF_ITEM)


def _outcomes(say: Say, outcomes: Sequence[Outcome], people: People) -> Iterator[Text]:
    for one in outcomes:
        if one.kind is Matter.NOTED:
            yield say("noted: {text}", text=one.text)
        elif one.kind is Matter.RESOLVED:
            yield plain(one.text)
        else:
            yield _assigned(say, one, people)


def _assigned(say: Say, one: Outcome, people: People) -> Text:
    owner = names.person(say, people(one.owner)) if one.owner is not None else DOTS
    due = dates.long_date(one.due, say.language) if one.due is not None else MARGIN
    return say("assigned: {text} (by {person}, until {day})", text=one.text, person=owner, day=due)


def _signed(pages: Pages, say: Say, s: Standing) -> None:
    """Who has kept them may be another; who has read them through nobody knows yet."""
    keeper = next((m.person for m in s.team.secretaries), None)
    taken = names.person(say, keeper) if keeper is not None else DOTS
    for what, name in ((say("taken by"), taken), (say("checked by"), DOTS)):
        pages.paragraph(say("(Signed) {dots} {what}", dots=DOTS, what=what), _SIGNED)
        pages.paragraph(f"( {name} )", _NAME)
