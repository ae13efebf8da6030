"""/evidence: what is said with the evidence of a plan, as it is handed in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Made, Message, Text, bold, join, paragraphs, plain
from bot.domain.pack import Item, Lack
from bot.domain.pack_parts import Part
from bot.domain.plan import Plan
from bot.domain.standing import Outlook
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import attach, exports, names, rounds
from bot.render.text.pack_index import evidence, part_name
from bot.render.text.report import cancelled, period

MOST_NAMED = 3
TITLE_LENGTH = 70
COMMAND, LATIN = "evidence", "latin"
_COMING = N_("The evidence is being put together: {files} ({size}), in {count} parts")
_BY_BUTTONS = N_("{files} ({size}), in {count} parts. Please press a button for each.")


def whole(say: Say, s: Outlook, items: Sequence[Item], round: int | None, outside: int) -> Text:
    """With a pack that is sent at once. `outside`: files of the plan that are in no round."""
    return paragraphs(
        [join([_head(say, s, round), _holds(say, items)]), _told(say, items, outside)]
    )


def divided(
    say: Say, s: Outlook, items: Sequence[Item], parts: Sequence[Part], outside: int
) -> Text:
    """Before the parts of a large one, or with a button for each."""
    line = _COMING if say.can.files else _BY_BUTTONS
    told = say(line, files=_files(say, items), size=_size(items), count=len(parts))
    head = join([_head(say, s, parts[0].round), told])
    return paragraphs([head, _told(say, items, outside)])


def one_part(say: Say, items: Sequence[Item], part: Part) -> Text:
    """With a part. `items`: what is in it."""
    steps = names.step_numbers(say, {item.step.number for item in items if item.path})
    line = join([bold(part_name(say, part)), steps], " · ")
    return join([line, say("{files} ({size})", files=_files(say, items), size=_size(items))])


def file_name(say: Say, plan: Plan, part: Part) -> str:
    """Under which it may be kept."""
    if part.latin:
        year = dates.fiscal_year_number(plan.fiscal_year)
        told = ["evidence", plan.sop.indicator_number or plan.sop.id, year]
        told += [f"case{plan.number}"] * bool(plan.number)
        told += [f"round{part.round}"] * bool(part.round)
        told += [f"{part.number}of{part.of}"] * (part.of > 1)
        return "-".join(told) + ".zip"
    which = part_name(say, part) if part.of > 1 else ""
    return exports.file_name(say, plan, Made.PACK, part.round, which)


def which_round(say: Say, plan: Plan, *, latin: bool) -> Message:
    question = say("Of which round is the evidence to be?")
    return rounds.which(say, plan, question, COMMAND, LATIN * latin)


def buttons(say: Say, plan: Plan, round: int | None, *, latin: bool) -> rounds.Rows:
    """The same of the other rounds; and with Latin names."""
    others = rounds.others(say, plan, round, COMMAND, LATIN * latin)
    if latin:
        return others
    action = f"{COMMAND} p{plan.id} {rounds.typed(round)} {LATIN}"
    return *others, (Button(say.caption("Latin file names"), action),)


def _head(say: Say, s: Outlook, round: int | None) -> Text:
    title = bold(say("Evidence of {indicator}", indicator=names.joined(say, s.plan.sop)))
    as_of = say(
        "{year} · as of {moment}",
        year=period(say, s.plan, round),
        moment=dates.short_date(s.today, say.language),
    )
    return join([title, as_of, cancelled(say, s.plan)])


def _holds(say: Say, items: Sequence[Item]) -> Text:
    if not any(item.file for item in items):
        return say("There is no file yet: the pack holds only its index and what is missing.")
    return say("{files} ({size}) with an index", files=_files(say, items), size=_size(items))


def _files(say: Say, items: Sequence[Item]) -> Text:
    count = sum(item.file is not None for item in items)
    return say.plural("{count} file of evidence", "{count} files of evidence", count)


def _size(items: Sequence[Item]) -> str:
    return attach.size(sum(item.file.size for item in items if item.file))


def _told(say: Say, items: Sequence[Item], outside: int) -> Text:
    missing = [i for i in items if i.lack in (Lack.MISSING, Lack.RETURNED)]
    waived = sum(i.lack in (Lack.WAIVED, Lack.SKIPPED) for i in items)
    whole = say("The steps that have begun lack no evidence.")
    told = [_missing(say, missing) if missing else whole]
    if waived:
        told.append(say("Not needed: {count} (the reasons are in the index)", count=waived))
    if outside:
        line = say("In no round, and so only in the pack of the year: {count}", count=outside)
        told.append(line)
    return join(told)


def _missing(say: Say, missing: Sequence[Item]) -> Text:
    named = [
        say(
            "• (Step {number}) {title}",
            number=item.step.number,
            title=names.shorten(evidence(item), TITLE_LENGTH),
        )
        for item in missing[:MOST_NAMED]
    ]
    more = len(missing) - len(named)
    return join(
        [
            bold(say("Missing evidence: {count}", count=len(missing))),
            *named,
            say("• and {count} more in the index", count=more) if more else plain(""),
        ]
    )
