"""An SOP under review: what was read, what was repaired, and question by question what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import fiscal_year, fiscal_year_end, fiscal_year_start
from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.rules import Rules
from bot.domain.sop import Sop
from bot.domain.sop_import import Change, Imported, Remark, SopVersion, Stage, Tally
from bot.domain.timeline import timeline
from bot.domain.written import as_written
from bot.ports import Draft, UnitOfWork
from bot.render.language import Say
from bot.render.text import cancelled, sop_question, sop_used
from bot.render.text import sop_review as texts
from bot.sop_import.changing import changed
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.words import Words, is_cancel
from handlers.plans import sop_corrections as corrections
from handlers.plans import sop_deciding as deciding
from handlers.plans.sop_groups import (
    checked,
    faults,
    require,
    running,
    sop_of,
    used_of,
    version_told,
)

QUESTION = "ask:sop-review"
WAITS = timedelta(days=2)
MOST_ANOTHER = 9
"""SOPs of one id, with a number behind it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of a review."""

    version: SopVersion
    number: int
    remark: Remark


def shown(
    work: UnitOfWork, say: Say, version: SopVersion, now: datetime, pages: int = 0
) -> Message:
    """The review as it stands. `pages`: of what was sent; 0: not told any more."""
    problems = faults(version.source, say)
    sop = None if problems else sop_of(version)
    former = used_of(work, version.group, version.sop)
    versions = work.sops.versions(version.group, version.sop)
    return texts.card(
        say,
        texts.Reviewed(
            version,
            sop,
            problems,
            left=len(deciding.left(version)),
            asked=len(deciding.asked(version)),
            repaired=len(deciding.repaired(version)),
            counts=_counts(sop, pages) if sop else (),
            forecast=_forecast(work, version.group, sop, now) if sop else None,
            former=sop_of(former) if former else None,
            number=max((v.number for v in versions), default=0) + 1,
        ),
    )


def review(call: Call) -> Reply:
    """`review v12`, and what its buttons say: `q3`, `q3 o2`, `steps o10`, `use` and the others."""
    words = Words(call.arguments)
    version = version_told(call, words)
    if version is None or version.stage is not Stage.REVIEWED:
        raise Refusal("sop-review-over")
    number = words.take_id("q")
    if number is not None:
        return _question(call, _asked(version, number), words)
    do = _VERBS.get(words.take_word(*_VERBS))
    return do(call, version, words) if do else _card(call, version)


def answered(call: Call, question: Draft) -> Reply:
    """An answer that is none of the options, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    words = Words(f"v{question.data['version']}")
    version = version_told(call, words, asked=True)
    if version is None or version.stage is not Stage.REVIEWED:
        raise Refusal("sop-review-over")
    one = _asked(version, question.data["number"])
    sop = checked(deciding.proposed(version, one.remark), call.say)
    changes = corrections.typed(sop, one.remark, call.arguments)
    source, remarks = deciding.type_in(version, one.remark, changes)
    reply = _decided(call, one, source, remarks)
    call.work.drafts.drop(question.id)
    return reply


def _card(call: Call, version: SopVersion) -> Reply:
    return Reply(shown(call.work, call.say, version, call.now), edits=call.by_button)


def _asked(version: SopVersion, number: int) -> _Asked:
    found = deciding.asked(version)
    if not 1 <= number <= len(found):
        raise Refusal("sop-review-over")
    return _Asked(version, number, found[number - 1])


def _question(call: Call, one: _Asked, words: Words) -> Reply:
    place = words.take_id("o")
    if place is not None:
        return _choose(call, one, place)
    if words.take_word("type"):
        return _ask_typed(call, one)
    return _put(call, one)


def _put(call: Call, one: _Asked) -> Reply:
    count = len(deciding.asked(one.version))
    message = sop_question.question(
        call.say,
        f"review v{one.version.id}",
        replace(one.remark, options=tuple(deciding.offered(one.remark))),
        (one.number, count),
        deciding.chosen(one.remark),
        typed=one.remark.code in sop_question.ASKED,
    )
    return Reply(message, edits=call.by_button)


def _choose(call: Call, one: _Asked, place: int) -> Reply:
    if not 1 <= place <= len(deciding.offered(one.remark)):
        raise Refusal("sop-review-over")
    try:
        told = deciding.choose(one.version, one.remark, one.remark.options[place - 1])
    except ValueError as error:
        raise Refusal("sop-option-gone") from error
    return _decided(call, one, *told)


def _decided(call: Call, one: _Asked, source: str, remarks: list[Remark]) -> Reply:
    """Kept, if the file can still be used; then the next question, or the review."""
    checked(source, call.say)
    version = call.work.sops.rewrite(one.version.id, source, remarks)
    following = deciding.next_open(version, one.number)
    if following is None:
        return _card(call, version)
    return _put(call, _asked(version, following))


def _ask_typed(call: Call, one: _Asked) -> Reply:
    if one.remark.code not in sop_question.ASKED:
        raise Refusal("button-expired")
    data = {"version": one.version.id, "number": one.number}
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, call.now + WAITS)
    return Reply(Message(sop_question.ask_typed(call.say, one.remark), asks=True))


def _next(call: Call, version: SopVersion, words: Words) -> Reply:
    number = deciding.next_open(version)
    return _put(call, _asked(version, number)) if number else _card(call, version)


def _steps(call: Call, version: SopVersion, words: Words) -> Reply:
    sop, offset = checked(version.source, call.say), words.take_id("o") or 0
    message = texts.steps(call.say, f"review v{version.id}", sop, offset)
    return Reply(message, edits=call.by_button)


def _fixes(call: Call, version: SopVersion, words: Words) -> Reply:
    found, offset = deciding.repaired(version), words.take_id("o") or 0
    message = texts.fixes(call.say, f"review v{version.id}", found, offset)
    return Reply(message, edits=call.by_button)


def _use(call: Call, version: SopVersion, words: Words) -> Reply:
    """What is left open stays as it was proposed, and marked in the file."""
    require(call, version.group)
    sop = checked(version.source, call.say)
    former, left = used_of(call.work, version.group, sop.id), deciding.left(version)
    call.work.sops.rewrite(version.id, version.source, deciding.settled(version))
    used = call.work.sops.use(version.id, call.now)
    back = f"sopuse v{former.id}" if former else f"sopaway g{version.group} {sop.id}"
    plans = running(call.work, version.group, sop.id)
    return Reply(sop_used.used(call.say, used, sop, left, plans, back), edits=True)


def _another(call: Call, version: SopVersion, words: Words) -> Reply:
    """It is no new version of the one with its id, but another SOP beside that."""
    taken = {v.sop for v in call.work.sops.used(version.group)} | {*call.sops}
    offered = (f"{version.sop[:30]}-{n}" for n in range(2, MOST_ANOTHER + 1))
    new = next((id for id in offered if id not in taken), None)
    if new is None:
        raise Refusal("sop-too-many")
    read = Imported(
        changed(version.source, [Change(("id",), new)]), version.remarks, Tally(0, 0, 0, 0, 0)
    )
    by = call.person.id
    return _card(call, call.work.sops.review(version.group, read, version.name, by, call.now))


def _drop(call: Call, version: SopVersion, words: Words) -> Reply:
    call.work.sops.drop(version.id)
    return Reply(Message(sop_used.dropped(call.say)), edits=True)


def _counts(sop: Sop, pages: int) -> tuple[int, ...]:
    documents = {d.id for s in sop.once(as_written).steps for d in s.documents}
    return pages, sop.length, len(sop.parties), len(documents)


def _forecast(work: UnitOfWork, group: int, sop: Sop, now: datetime) -> texts.Forecast | None:
    """Of a plan of the coming fiscal year, from its first day; a case has none."""
    if sop.case:
        return None
    team = work.teams.of_group(group)
    today: date = (team.rules if team else Rules()).local_day(now)
    year = fiscal_year(today) + 1
    start = fiscal_year_start(year)
    line = timeline(sop.for_fiscal_year(year), start, work.teams.calendar(team.id if team else 0))
    end = line.end if line.is_end_known else None
    return texts.Forecast(start, end, late=line.end > fiscal_year_end(year))


_VERBS: Mapping[str, Callable[[Call, SopVersion, Words], Reply]] = {
    "next": _next,
    "steps": _steps,
    "fixes": _fixes,
    "use": _use,
    "another": _another,
    "drop": _drop,
}
