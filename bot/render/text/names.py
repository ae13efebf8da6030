"""How people, steps, parties and plans are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from bot.domain.cases import written
from bot.domain.message import Text, bold, join, mention, plain
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan, PlanStatus
from bot.domain.sop import Sop, Step
from bot.domain.spelling import one_line, visible
from bot.domain.written import common_title
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
TITLED = re.compile(
    r"(?:(?:[ก-ฮ]{1,4}\.){2}|[ก-ฮ]{2,4}\.|ศ\.|ดร |mr|mrs|ms|miss|dr|prof|khun|คุณ|หมอ|นาย"
    r"|นาง(?:สาว)?|ว่าที่|หม่อม|พระ|(?:รอง|ผู้ช่วย)?ศาสตราจารย์|(?:นาย|ทันต|สัตว)?แพทย์|พล(?:เอก|โท|ตรี|ตำรวจ|เรือ|อากาศ)"
    r"|(?:พัน|ร้อย|สิบ|เรือ|นาวา|จ่า|ดาบ)(?:เอก|โท|ตรี|ตำรวจ|สิบ|อากาศ|ต))(?![\u0e30-\u0e3a\u0e47-\u0e4ea-z])",
    re.IGNORECASE,
)
"""How a name begins that bears a title, a rank or "คุณ" already."""
_NAMELESS: Mapping[str, str] = {
    "chair": N_("the chair"),
    "secretary": N_("the secretary"),
    "": N_("a member of the committee"),
}
_FORMER: Mapping[str, str] = {
    "chair": N_("the former chair"),
    "secretary": N_("a former secretary"),
    "member": N_("a former member of the committee"),
}


def addressed(say: Say, who: Person, told: str) -> Text:
    """In a group where several may have asked at the same time."""
    return say("{person} – {told}", person=person(say, who), told=told)


def person(say: Say, who: Person) -> str:
    """The official name as its owner set it, else คุณ<name>; no คุณ before a title or another one.

    Who shows nothing that can be read is called by the username, else by the role held. Who asked
    to be forgotten is called by what he or she was.
    """
    if who.erased_as:
        return former(say, who.erased_as)
    name = visible(who.official_name) or visible(who.name)
    if not name:
        return f"@{who.username}" if who.username else say.caption(_NAMELESS[who.role])
    if who.official_name or TITLED.match(name):
        return name
    apart = say.language == "th" and not _begins_thai(name)
    return say.caption("Khun {name}", name=f" {name}" if apart else name)


def is_title(word: str) -> bool:
    """Whether it is nothing but a title, before a name."""
    return TITLED.fullmatch(word) is not None


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


def steps(say: Say, sop: Sop, group: Sequence[int]) -> Text:
    """Several occurrences of one step, as `step` names one."""
    title = common_title(sop.step(group[0]))
    return bold(say("Step {number} {title}", number=run(group), title=title))


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


def run(numbers: Iterable[int]) -> str:
    """6.1–6.3, where a step alone is meant."""
    return ", ".join(_runs(sorted(numbers)))


def _runs(ordered: Sequence[int]) -> list[str]:
    """Numbers as they are written; three or more that follow one another as a range."""
    found: list[str] = []
    for _, pairs in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in pairs]
        written = [str(n) for n in run] if len(run) < SHORTEST_RANGE else [f"{run[0]}–{run[-1]}"]
        found += written
    return found


def step_label(say: Say, what: Step) -> str:
    """Of one that recurs the period is not cut off."""
    period = f" ({what.occurrence.name})" if what.occurrence is not None else ""
    if not period or not what.title.endswith(period):
        return shorten(f"{what.number}. {what.title}")
    whole = f"{what.number}. {what.title.removesuffix(period)}"
    return shorten(whole, LABEL_LENGTH - len(period)) + period


def shorten(text: str, length: int = LABEL_LENGTH) -> str:
    """On one line: what somebody typed adds none that looks like ours."""
    text = one_line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def parties(say: Say, sop: Sop, ids: Iterable[str], *, short: bool = False) -> Text:
    return listed(say, [sop.party(p).short if short else sop.party(p).name for p in ids])


def listed(say: Say, items: Sequence[Text | str]) -> Text:
    """ก, ข และค: Thai leaves no space between และ and a Thai word."""
    if not items:
        return plain("")
    *before, last = items
    if not before:
        return join([last])
    apart = say.language == "th" and not _begins_thai(str(last))
    return say("{before} and {last}", before=join(before, ", "), last=join([" " * apart, last], ""))


def _begins_thai(text: str) -> bool:
    return "\u0e00" <= text[:1] <= "\u0e7f"


def year(say: Say, plan: Plan) -> str:
    """ปีงบประมาณ พ.ศ. 2570, or with the plan's own name: ปีงบประมาณ พ.ศ. 2570 (เริ่ม มี.ค. 70).

    A case is called by its number and name.
    """
    if plan.number:
        return say.caption("case {case}", case=case(plan))
    fiscal_year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    return f"{fiscal_year} ({plan.name})" if plan.name else fiscal_year


def case(plan: Plan) -> str:
    """12/2570 ร้องเรียนถนนชำรุด."""
    return f"{written(plan)} {plan.name}"


def plan_labels(say: Say, found: Sequence[tuple[Team, Plan]]) -> list[str]:
    """On buttons, told apart: by team where they are of several, then by indicator."""
    if len({team.id for team, _ in found}) == 1:
        return [plan_label(say, plan) for _, plan in found]
    labels = [_plan_of_team(say, team, plan) for team, plan in found]
    return [
        label if labels.count(label) == 1 else _plan_of_team(say, team, plan, indicator=True)
        for label, (team, plan) in zip(labels, found, strict=True)
    ]


def indicator(say: Say, sop: Sop) -> str:
    """At the beginning of a line: by its number, as people call it, else the SOP by its title."""
    return (
        say.caption("Indicator {number}", number=sop.indicator_number)
        if sop.indicator_number
        else sop.title
    )


def within(say: Say, sop: Sop) -> str:
    """The same within a sentence."""
    return (
        say.caption("indicator {number}", number=sop.indicator_number)
        if sop.indicator_number
        else sop.title
    )


def joined(say: Say, sop: Sop) -> str:
    """The same where Thai writes it to the word before it."""
    return set_apart(say, within(say, sop))


def set_apart(say: Say, name: str) -> str:
    """From a Thai word before it, where it does not begin in Thai itself, as “SOP …”."""
    return name if say.language != "th" or _begins_thai(name) else f" {name}"


def number(sop: Sop) -> str:
    """Where its number stands alone; in place of none as much of its title, without an SOP before
    it, as a label holds.
    """
    return sop.indicator_number or shorten(sop.title.removeprefix("SOP "), TEAM_LENGTH)


def titled(sop: Sop) -> str:
    """On a button, by number and title."""
    return shorten(f"{sop.indicator_number} {sop.title}".lstrip())


def plan_label(say: Say, plan: Plan) -> str:
    """With a name of its own that comes first: what is longer than a button is cut at its end."""
    if plan.number:
        return shorten(case(plan))
    if not plan.name:
        return of_year(say, plan)
    fiscal_year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    named = f"{plan.sop.indicator_number} {plan.name}".lstrip()
    return shorten(say.caption("{plan} · {year}", plan=named, year=fiscal_year))


def of_year(say: Say, plan: Plan) -> str:
    """The indicator and the fiscal year; of a long title the beginning, so that the year stands."""
    year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    name = shorten(indicator(say, plan.sop), LABEL_LENGTH - len(year) - 3)
    return say.caption("{plan} · {year}", plan=name, year=year)


def plan_apart(say: Say, plan: Plan, others: Iterable[Plan]) -> str:
    """Short enough to stand before something else on a button: a case's number, the indicator or,
    where the others are of the same, the fiscal year.
    """
    if plan.number:
        return written(plan)
    if any(number(p.sop) != number(plan.sop) for p in others):
        return shorten(indicator(say, plan.sop), TEAM_LENGTH)
    return dates.fiscal_year_number(plan.fiscal_year)


def _plan_of_team(say: Say, team: Team, plan: Plan, *, indicator: bool = False) -> str:
    """On a button, for a person of several teams."""
    if plan.number:
        name = shorten(team_name(team), TEAM_LENGTH // 2)
        return shorten(say.caption("{plan} · {team}", plan=shorten(case(plan), 32), team=name))
    told = [number(plan.sop)] * indicator + [plan.name] * bool(plan.name)
    if not told:
        name = shorten(team_name(team), TEAM_LENGTH)
        fiscal_year = dates.fiscal_year_name(plan.fiscal_year, say.language)
        return say.caption("{team} · {year}", team=name, year=fiscal_year)
    run = " · ".join([" ".join(told), dates.fiscal_year_number(plan.fiscal_year)])
    name = shorten(team_name(team), max(TEAM_LENGTH // 2, LABEL_LENGTH - len(run) - 3))
    return say.caption("{team} · {plan}", team=name, plan=run)


def plan_head(say: Say, plan: Plan) -> Text:
    if plan.number:
        return bold(say("Case {case}", case=case(plan)))
    return bold(join([indicator(say, plan.sop), year(say, plan)], " · "))


def sop_head(say: Say, plan: Plan) -> Text:
    """Of what all cases of an SOP have in common."""
    return bold(plan.sop.title) if plan.sop.case else plan_head(say, plan)


def over(say: Say, plan: Plan) -> Text:
    """Of a plan that is over, that it is; else nothing."""
    if plan.number and plan.status is PlanStatus.ENDED:
        return say("This case is completed.")
    if plan.number and plan.status is PlanStatus.CANCELLED:
        return say("This case was cancelled.")
    if plan.status is PlanStatus.CANCELLED:
        return say("This plan was cancelled.")
    return say("This plan is over.") if plan.status is PlanStatus.ENDED else plain("")


def of_run(say: Say, plan: Plan, text: Text) -> Text:
    """Of a plan with a name of its own what is said of a step says which plan it is."""
    return join([plan_head(say, plan), text]) if plan.name else text


def of_case(say: Say, plan: Plan, text: Text) -> Text:
    """What is asked of a step of a case says which case it is."""
    return join([plan_head(say, plan), text]) if plan.number else text


def team_name(team: Team) -> str:
    """In private messages: whoever administers a group may write anything into its title."""
    return shorten(one_line(_LINK.sub(" ", visible(team.name))) or "…", TITLE_LENGTH)
