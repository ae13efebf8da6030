"""What the bot says on its own: everything for one chat in one slot, as one message.

Texts count the real days from sending to the due date, never the k of the rule. In a group a step
and its role are named, never a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.message import About, Message, Text, bold, paragraphs, plain
from bot.domain.numbers import base
from bot.domain.people import Person
from bot.domain.recipients import is_forwarded
from bot.domain.rules import Audience, Kind
from bot.render.language import Say
from bot.render.text import (
    attach,
    case_notices,
    chair_letter,
    deputies,
    escalation,
    names,
    notice_buttons,
    notice_steps,
    weekly,
)
from bot.render.text.notice_steps import Item as Item


def messages(
    say: Say,
    items: Sequence[Item],
    *,
    to_group: bool,
    reader: Person | None,
    now: datetime,
    late: bool,
) -> list[Message]:
    """What a chat gets; a letter to be forwarded is a message of its own, fit to be passed on."""
    first = delivery(say, items, to_group=to_group, reader=reader, now=now, late=late)
    letters = _by_plan_id(_forwarded(items, reader))
    return [first, *(Message(_letter(say, mine, now), about=_about(mine)) for mine in letters)]


def tells_the_hour(items: Sequence[Item]) -> bool:
    """Whether the time of day stands in it: in a letter to the chair it does. Any other message
    reads the same all day.
    """
    return any(i.notice.audience is Audience.CHAIR for i in items)


def delivery(
    say: Say,
    items: Sequence[Item],
    *,
    to_group: bool,
    reader: Person | None,
    now: datetime,
    late: bool,
) -> Message:
    """One message of all that is due to this chat; `late`: because the system was down.

    Of what is to be forwarded only the request: the letters follow.
    """
    letters = [i for i in items if i.notice.audience is Audience.CHAIR]
    rest = [i for i in items if i.notice.audience is not Audience.CHAIR]
    forwarded = _forwarded(items, reader)
    own = [i for i in letters if i not in forwarded]
    parts = [bold(say("Sent late (the system was down)")) if late else plain("")]
    parts += _parts(say, rest, to_group, now)
    if not to_group and (waiting := _unplaced(rest)):
        parts.append(attach.unplaced(say, waiting))
    parts += _letters(say, own, now, reader)
    if forwarded:
        parts += _to_forward(say, forwarded)
    heads = [names.plan_head(say, i.plan) for i in rest]
    return Message(
        paragraphs(parts),
        notice_buttons.rows(
            say, [i for i in items if i not in forwarded], to_group=to_group, reader=reader
        ),
        about=_about(items),
        glance=paragraphs(p for p in parts if p not in heads).plain,
    )


def _parts(say: Say, items: Sequence[Item], to_group: bool, now: datetime) -> list[Text]:
    """Whole; but many cases in a line each."""
    if not any(i.plan.sop.case for i in items):
        return _by_plan(say, items, to_group, now)
    whole, of_cases = case_notices.apart(items)
    parts = [*_by_plan(say, whole, to_group, now), *case_notices.told(say, of_cases, now)]
    if to_group and (steps := [i for i in of_cases if i.notice.step is not None]):
        parts.append(_cooperation(say, steps, now))
    return parts


def _by_plan(say: Say, items: Sequence[Item], to_group: bool, now: datetime) -> list[Text]:
    """Each plan under its own head; a chat with a single plan still reads which."""
    parts: list[Text] = []
    for plan in dict.fromkeys(i.plan.id for i in items):
        mine = [i for i in items if i.plan.id == plan]
        steps = [i for i in mine if i.notice.step is not None]
        if steps:
            parts.append(names.plan_head(say, mine[0].plan))
        parts += [_told(say, found, now, to_group=to_group) for found in _together(steps)]
        parts += [_weekly_counts(say, i, now) for i in mine if i.notice.step is None]
        if to_group and steps:
            parts.append(_cooperation(say, steps, now))
    return parts


def _together(items: Sequence[Item]) -> list[list[Item]]:
    """The overdue occurrences of a step that recurs are told at once, all else by itself."""
    found: dict[object, list[Item]] = {}
    for place, item in enumerate(items):
        late = item.notice.kind is Kind.OVERDUE and item.step.recurs
        key = (base(item.step.number), item.notice.audience) if late else place
        found.setdefault(key, []).append(item)
    return list(found.values())


def _told(say: Say, items: Sequence[Item], now: datetime, *, to_group: bool) -> Text:
    if len(items) == 1:
        return notice_steps.told(say, items[0], now, to_group=to_group)
    return notice_steps.told_late(say, items, now, to_group=to_group)


def _unplaced(items: Sequence[Item]) -> Sequence[str]:
    """Told beside what is asked of the reader as a member."""
    return next((i.unplaced for i in items if i.notice.step is not None), ())


def _cooperation(say: Say, items: Sequence[Item], now: datetime) -> Text:
    if all(i.coming_meeting(now) is not None for i in items):
        return say("Your attendance at the meeting is appreciated.")
    if not any(i.dates(now).has_due for i in items):
        return plain("")
    if any(notice_steps.is_late(i, now) for i in items):
        return say("Your cooperation in completing it as soon as possible is appreciated.")
    return say("Your cooperation in keeping to the dates is appreciated.")


def _forwarded(items: Sequence[Item], reader: Person | None) -> list[Item]:
    """What this person gets in the chair's place."""
    return [i for i in items if reader and is_forwarded(i.notice, reader.id, i.team)]


def _letters(say: Say, items: Sequence[Item], now: datetime, reader: Person | None) -> list[Text]:
    """One letter to the chair for each plan."""
    return [_letter(say, mine, now, reader) for mine in _by_plan_id(items)]


def _by_plan_id(items: Sequence[Item]) -> list[list[Item]]:
    """All cases of an SOP together: fifty letters would be none."""
    by_plan: dict[object, list[Item]] = {}
    for item in items:
        case = (item.team.id, item.plan.sop.id)
        by_plan.setdefault(case if item.plan.sop.case else item.plan.id, []).append(item)
    return list(by_plan.values())


def _letter(say: Say, items: Sequence[Item], now: datetime, reader: Person | None = None) -> Text:
    """`reader`: who may get it as the chair's deputy, which is told."""
    if items[0].plan.sop.case and case_notices.in_letter(items):
        return case_notices.letter(say, items, now, reader)
    first, standing = items[0], items[0].standing(now)
    overdue = [i.step.number for i in items if i.notice.kind is Kind.OVERDUE]
    summary = next((i for i in items if i.notice.kind is Kind.WEEKLY), None)
    body, subjects = [chair_letter.head(say, first.plan, now)], []
    if reader is not None and first.team.deputies:
        body.insert(0, deputies.in_place(say, first.team, reader, standing.today))
    if overdue:
        body.append(escalation.overdue(say, standing, overdue))
        subjects.append(escalation.overdue_subject(say, overdue))
    if reviews := [i.step.number for i in items if i.notice.kind is Kind.REVIEW]:
        body.append(escalation.review(say, standing, reviews))
        subjects.append(escalation.review_subject(say, reviews))
    if summary is not None:
        monday = summary.notice.due
        assert monday is not None
        body.append(weekly.summary(say, standing, summary.files, monday, overdue))
        subjects.append(weekly.title(say, standing, monday))
    return chair_letter.letter(
        say,
        first.plan.sop.committee,
        body,
        to_consider=bool(overdue or reviews),
        subject=_subject(say, subjects),
    )


def _subject(say: Say, subjects: Sequence[Text]) -> Text:
    first, *others = subjects
    for other in others:
        first = say("{first}; {second}", first=first, second=other)
    return first


def _to_forward(say: Say, items: Sequence[Item]) -> list[Text]:
    """Why this comes in the chair's place, and what to do about it."""
    chairless = say(
        "There is no chair yet. Please name one by typing “กำหนดประธาน” or /chair. "
        "The message that follows comes to you instead."
    )
    silent = say(
        "The chair cannot be reached in a private chat. "
        "Please forward the message that follows to the chair."
    )
    return list(dict.fromkeys(silent if i.team.chairs else chairless for i in items))


def _weekly_counts(say: Say, item: Item, now: datetime) -> Text:
    assert item.notice.due is not None
    return weekly.counts(say, item.standing(now), item.notice.due)


def _about(items: Sequence[Item]) -> tuple[About, ...]:
    return tuple(dict.fromkeys(About(i.plan.id, i.notice.step) for i in items))
