"""How people, steps, parties and plans are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from bot.domain.message import Text, bold, join, mention, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Sop, Step
from bot.render import dates
from bot.render.language import N_, Say

LABEL_LENGTH = 48
TEAM_LENGTH = 26
"""Longer button labels are cut by phones."""
SHORTEST_RANGE = 3
"""Steps in a row from which on they are written as a range."""
TITLE_LENGTH = 60
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]*://\S*|@\w{5,}"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z0-9.])(?:[:/?#]\S*)?",
    re.IGNORECASE,
)
"""What a phone makes a link of."""
_FORMER: Mapping[str, str] = {
    "chair": N_("the former chair"),
    "secretary": N_("a former secretary"),
    "member": N_("a former member of the committee"),
}


def person(say: Say, who: Person) -> str:
    """The official name as its owner set it (นพ., พญ., ดร. are not "คุณ"), else คุณ<name>.

    Who asked to be forgotten is called by what he or she was.
    """
    if who.erased_as:
        return former(say, who.erased_as)
    if who.official_name:
        return who.official_name
    return say.caption("Khun {name}", name=who.name)


def former(say: Say, role: str) -> str:
    """What is shown of a person who was forgotten."""
    return say.caption(_FORMER[role])


def offices(say: Say, member: Member) -> list[Text]:
    """Chair, secretary, both, or nothing."""
    return [say("chair")] * member.chair + [say("secretary")] * member.secretary


def mentioned(say: Say, who: Person) -> Text:
    return mention(person(say, who), who.id)


def step(say: Say, what: Step) -> Text:
    """Number and title, in bold: the head of most messages."""
    return bold(say("Step {number} {title}", number=what.number, title=what.title))


def step_number(say: Say, number: int) -> str:
    return say.caption("Step {number}", number=number)


def step_numbers(say: Say, numbers: Iterable[int]) -> Text:
    """ขั้นตอนที่ 5, 7 และ 9–12."""
    ordered = sorted(numbers)
    if len(ordered) == 1:
        return say("Step {number}", number=ordered[0])
    *before, last = _runs(ordered)
    if not before:
        return say("Steps {numbers}", numbers=last)
    return say("Steps {numbers} and {last}", numbers=", ".join(before), last=last)


def _runs(ordered: Sequence[int]) -> list[str]:
    """Numbers as they are written; three or more that follow one another as a range."""
    found: list[str] = []
    for _, pairs in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in pairs]
        written = [str(n) for n in run] if len(run) < SHORTEST_RANGE else [f"{run[0]}–{run[-1]}"]
        found += written
    return found


def step_label(say: Say, what: Step) -> str:
    return shorten(f"{what.number}. {what.title}")


def shorten(text: str, length: int = LABEL_LENGTH) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def parties(say: Say, sop: Sop, ids: Iterable[str], *, short: bool = False) -> Text:
    return listed(say, [sop.party(p).short if short else sop.party(p).name for p in ids])


def listed(say: Say, items: Sequence[Text | str]) -> Text:
    """ก, ข และ ค"""
    if not items:
        return plain("")
    *before, last = items
    if not before:
        return join([last])
    return say("{before} and {last}", before=join(before, ", "), last=last)


def plan_label(say: Say, plan: Plan) -> str:
    return shorten(
        say.caption(
            "Indicator {number} · {year}",
            number=plan.sop.indicator_number,
            year=dates.fiscal_year_name(plan.fiscal_year, say.language),
        )
    )


def plan_of_team(say: Say, team: Team, plan: Plan) -> str:
    """On a button, for a person of several teams."""
    year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    return say.caption("{team} · {year}", team=shorten(team_name(team), TEAM_LENGTH), year=year)


def plan_head(say: Say, plan: Plan) -> Text:
    return bold(
        say(
            "Indicator {number} · {year}",
            number=plan.sop.indicator_number,
            year=dates.fiscal_year_name(plan.fiscal_year, say.language),
        )
    )


def team_name(team: Team) -> str:
    """In private messages: whoever administers a group may write anything into its title."""
    return shorten(" ".join(_LINK.sub(" ", team.name).split()) or "…", TITLE_LENGTH)
