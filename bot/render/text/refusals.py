"""One sentence or two for every refusal: what is wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.message import Text, join
from bot.domain.people import Person
from bot.domain.plan import Plan, PlanStatus
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import (
    agenda,
    assignments,
    attach,
    attendance,
    case_list,
    clone,
    condition,
    cutoff,
    dated,
    deputy_refusals,
    doubt,
    end,
    extend,
    files,
    handover,
    holiday,
    import_refusals,
    judge,
    keeping,
    lead,
    lesson,
    meetings,
    minutes,
    names,
    no_secretary,
    number,
    objection,
    obstacle,
    page_refusals,
    progress,
    quorum,
    remove,
    requests,
    reuse,
    roles,
    settings,
    setup,
    signup,
    snooze,
    sop_refusals,
    template,
    undo,
    verify,
    waive,
    way,
    web_links,
    welcome,
    whatif,
)

Sentence = Callable[..., Text]


def text(say: Say, refusal: Refusal, today: date | None = None) -> Text:
    """The sentences of a refusal's code, filled with its values.

    `today`: of what shows how a date is written; whoever does not know it raises with it.
    """
    shown = {"today": today} if today and refusal.code in _SHOW_A_DATE else {}
    return _SENTENCES[refusal.code](say, **{**shown, **refusal.values})


def codes() -> frozenset[str]:
    return frozenset(_SENTENCES)


def _no_team(say: Say) -> Text:
    if not say.can.administrators:
        return say(
            "No committee is set up here yet.\n"
            "In the committee's group, whoever is to be the secretary types “จัดทำแผน”."
        )
    return say(
        "No committee is set up here yet.\n"
        "In the committee's group, a group administrator types /setup or “จัดทำแผน”."
    )


def _no_team_private(say: Say) -> Text:
    return say(
        "You are in no committee yet.\nPlease type /join or “ลงชื่อ” in the group of your committee."
    )


def _outside_group(say: Say) -> Text:
    return say(
        "Here I answer only those who are in this group.\n"
        "If the work concerns you, please join the group first, or ask the secretary.\n"
        "If you are in the group already, please send it again in a moment."
    )


def _no_plan(say: Say) -> Text:
    if not say.can.slashes:
        return say("There is no running plan here.\nThe secretary makes one with “จัดทำแผน”.")
    return say("There is no running plan here.\nThe secretary makes one with /setup or “จัดทำแผน”.")


def _not_yours(say: Say) -> Text:
    return say("This plan does not belong to this chat.\nType /status or “สถานะ” to see your own.")


def _plan_over(say: Say, plan: Plan, *, another: bool = True) -> Text:
    """`another`: a plan runs or may run beside it, which can be looked at."""
    if plan.number:
        return say(
            "{case}\n{over} Nothing was changed.", case=names.case(plan), over=names.over(say, plan)
        )
    if plan.status is PlanStatus.CANCELLED:
        return say(
            "The plan of {year} was cancelled, nothing was changed.\n"
            "Type /status or “สถานะ” to see the newest plan.",
            year=names.year(say, plan),
        )
    if not another:
        return say(
            "The plan of {year} is over, nothing was changed.\n"
            "Type /status or “สถานะ” to see it, or /setup or “จัดทำแผน” to make a new plan.",
            year=names.year(say, plan),
        )
    return say(
        "The plan of {year} is over, nothing was changed.\n"
        "Type /status or “สถานะ” to see the newest plan.",
        year=names.year(say, plan),
    )


def _no_plan_of_year(say: Say, year: int, years: Sequence[int]) -> Text:
    asked = dates.fiscal_year_name(year, say.language)
    if not years:
        return say("There is no plan of {year}.", year=asked)
    there = names.listed(say, [dates.fiscal_year_name(y, say.language) for y in years])
    return say("There is no plan of {year}.\nThere are plans of: {years}", year=asked, years=there)


def _no_such_step(say: Say, number: int, first: int, last: int) -> Text:
    return say(
        "There is no step {number} in this plan (it has steps {first}–{last}).\n"
        "Please check the number, or type /status or “สถานะ” to see them all.",
        number=number,
        first=first,
        last=last,
    )


def _which_step(say: Say, typed: str) -> Text:
    return say("Please give the number of the step, for example {command} 3", command=typed)


def _may_not_steer(say: Say, vacant: bool) -> Text:
    tell = say("Please tell the secretary what is needed.")
    turn_to = no_secretary.turn_to(say, tell, vacant=vacant)
    return join([say("This is done by the secretary or the chair."), turn_to])


def _already_closed(say: Say, step: Step, on: date, skipped: bool) -> Text:
    day = dates.long_date(on, say.language)
    if skipped:
        return say("Step {number} is already marked as not carried out.", number=step.number)
    return say(
        "Step {number} was closed already, as of {day}.\n"
        "To open it again, the secretary types /reopen {number} and the reason.",
        number=step.number,
        day=day,
    )


def _closing_in_future(say: Say, day: date) -> Text:
    return say(
        "{day} has not come yet.\nPlease give the true date of completion, today at the latest.",
        day=dates.long_date(day, say.language),
    )


def _closing_before_plan(say: Say, day: date, start: date) -> Text:
    return say(
        "{day} is before the plan's start ({start}).\nPlease check the date.",
        day=dates.long_date(day, say.language),
        start=dates.long_date(start, say.language),
    )


def _note_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The note has {length} characters, the limit is {limit}. Nothing was recorded.\n"
        "Please shorten it, or attach it as a file.",
        length=length,
        limit=limit,
    )


def _date_unreadable(say: Say, today: date, **_: Any) -> Text:
    return say(
        "I cannot read this date.\nPlease write it like {day} or {short}.",
        day=dates.typed(today),
        short=dates.short_date(today, "th"),
    )


def _date_impossible(
    say: Say, today: date, text: str = "", days: Sequence[date] = (), **_: Any
) -> Text:
    """`days`: before and after where the day would be."""
    head = say("There is no such day: {text}", text=text.strip())
    if len(days) < 2:
        example = dates.typed(today)
        return join([head, say("Please check day and month, for example {day}.", day=example)])
    before, after = (dates.long_date(day, say.language) for day in days[:2])
    near = say("The nearest days are {before} and {after}.", before=before, after=after)
    return join([head, near])


def _date_unclear(
    say: Say,
    text: str,
    days: Sequence[date] = (),
    *,
    waits: bool = True,
    by_reply: bool = False,
    **_: Any,
) -> Text:
    """`waits`: for the day alone. `by_reply`: in this group that is an answer only in reply."""
    head = say("“{text}” does not say which day is meant.", text=text)
    if not waits:
        how = say(
            "Please choose the day, or type it all again with the day itself, for example 2/10 or "
            "2 ต.ค."
        )
    elif by_reply:
        how = say(
            "Please press the day, or reply to this message with it, for example 2/10 or 2 ต.ค."
        )
    elif not days:
        how = say("Please give the day itself, for example 2/10 or 2 ต.ค.")
    else:
        how = say("Please choose the day, or type it, for example 2/10 or 2 ต.ค.")
    return join([head, how])


def _anonymous(say: Say) -> Text:
    return say(
        "You are writing as an anonymous administrator, so I cannot see who you are.\n"
        "Please turn off anonymity in the group's administrator settings and send it again."
    )


def _button_expired(say: Say) -> Text:
    return say("This button is no longer valid.\nPlease type the command again.")


def _not_your_button(say: Say, person: Person) -> Text:
    return say(
        "This button is for {person}, the secretary or the chair.",
        person=names.person(say, person),
    )


def _question_over(say: Say) -> Text:
    return say("This question is no longer open. Nothing was changed.")


_SHOW_A_DATE = frozenset({"date-unreadable", "date-impossible"})
_SHOW_A_DATE |= {"start-too-far", "day-too-far", "day-off-too-far"}
_SENTENCES: Mapping[str, Sentence] = {
    "no-team": _no_team,
    "no-team-private": _no_team_private,
    "not-served": welcome.group_not_served,
    "outside-group": _outside_group,
    "no-plan": _no_plan,
    "not-yours": _not_yours,
    "plan-over": _plan_over,
    "no-plan-of-year": _no_plan_of_year,
    "no-such-step": _no_such_step,
    "which-step": _which_step,
    "may-not-steer": _may_not_steer,
    "already-closed": _already_closed,
    "closing-in-future": _closing_in_future,
    "closing-before-plan": _closing_before_plan,
    "note-too-long": _note_too_long,
    "date-unreadable": _date_unreadable,
    "date-impossible": _date_impossible,
    "date-unclear": _date_unclear,
    "anonymous": _anonymous,
    "button-expired": _button_expired,
    "not-your-button": _not_your_button,
    "question-over": _question_over,
    **extend.REFUSALS,
    **whatif.REFUSALS,
    **meetings.REFUSALS,
    **agenda.REFUSALS,
    **attendance.REFUSALS,
    **minutes.REFUSALS,
    **assignments.REFUSALS,
    **page_refusals.REFUSALS,
    **snooze.REFUSALS,
    **sop_refusals.REFUSALS,
    **template.REFUSALS,
    **obstacle.REFUSALS,
    **setup.REFUSALS,
    **case_list.REFUSALS,
    **clone.REFUSALS,
    **signup.REFUSALS,
    **roles.REFUSALS,
    **deputy_refusals.REFUSALS,
    **handover.REFUSALS,
    **no_secretary.REFUSALS,
    **objection.REFUSALS,
    **cutoff.REFUSALS,
    **number.REFUSALS,
    **attach.REFUSALS,
    **files.REFUSALS,
    **keeping.REFUSALS,
    **remove.REFUSALS,
    **waive.REFUSALS,
    **way.REFUSALS,
    **condition.REFUSALS,
    **judge.REFUSALS,
    **dated.REFUSALS,
    **reuse.REFUSALS,
    **web_links.REFUSALS,
    **progress.REFUSALS,
    **end.REFUSALS,
    **settings.REFUSALS,
    **holiday.REFUSALS,
    **doubt.REFUSALS,
    **verify.REFUSALS,
    **lead.REFUSALS,
    **lesson.REFUSALS,
    **requests.REFUSALS,
    **quorum.REFUSALS,
    **undo.REFUSALS,
    **import_refusals.REFUSALS,
}
