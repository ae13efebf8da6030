"""Snoozed reminders, acknowledgements and check-ins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.message import About, Message, Text, bold, join, plain
from bot.domain.notices import Notice
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Kind
from bot.domain.sop import Document, Step
from bot.domain.standing import Standing, overdue_days
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, meetings, names, no_secretary, notice_buttons, notice_steps
from bot.render.text.notice_steps import due_line


def paused(
    say: Say, s: Standing, number: int, until: date, kept: Sequence[Notice], *, to_group: bool
) -> Text:
    """Reminders pause; the due date stays. `kept`: what will not be told therefore."""
    due, meeting = s.due(number), s.meeting(number)
    head = bold(say("Reminders of step {number} are paused", number=number))
    where = (
        say("In this group they go on from {day}.", day=_weekday(say, until))
        if to_group
        else say("They go on from {day}.", day=_weekday(say, until))
    )
    stays = plain("")
    if due is not None:
        stays = say("The due date stays {day}.", day=dates.long_date(due, say.language))
    if meeting is not None:
        stays = meetings.whole(say, meeting)
    return join([head, where, stays, *_kept_back(say, s, number, kept)])


def _kept_back(say: Say, s: Standing, number: int, kept: Sequence[Notice]) -> list[Text]:
    if not kept:
        return []
    lines = [_one_kept_back(say, s, number, notice) for notice in kept]
    goes_on = say("The secretary and the chair are told as before if it becomes overdue.")
    return [say("These notices will not come:"), *lines, goes_on]


def _one_kept_back(say: Say, s: Standing, number: int, notice: Notice) -> Text:
    day = s.plan.rules.local_day(notice.at)
    told = dates.weekday_date(day, say.language)
    if notice.kind is not Kind.OVERDUE or notice.due is None:
        meets = s.states[number].meeting is not None
        about = say("• of the meeting ({day})", day=told)
        return about if meets else say("• of the due date ({day})", day=told)
    days = overdue_days(notice.due, s.calendar, day)
    return say.plural(
        "• {count} day overdue ({day})", "• {count} days overdue ({day})", days, day=told
    )


def resumed(say: Say, s: Standing, number: int) -> Text:
    head = bold(say("The pause of the reminders of step {number} has ended", number=number))
    due, meeting = due_line(say, s.due(number), s.calendar, s.today), s.meeting(number)
    if meeting is not None:
        due = meetings.whole(say, meeting)
    return join([head, say("Reminders come again from the next slot."), due])


def _not_paused(say: Say, step: Step) -> Text:
    return say("Reminders of step {number} are not paused here.", number=step.number)


def acknowledged(say: Say, step: Step | None) -> str:
    """The pop-up that thanks for รับทราบ."""
    if step is None:
        return say.caption("Noted.")
    return say.caption("Noted: step {number}.", number=step.number)


def on_plan_noted(say: Say, step: Step, others: int) -> Text:
    """Answered to the monthly check-in. `others`: obstacles that other people have told."""
    noted = say("Noted: step {number} is going to plan.", number=step.number)
    if not others:
        return noted
    stand = say.plural(
        "{count} obstacle told by others stands still.",
        "{count} obstacles told by others stand still.",
        others,
    )
    return join([noted, stand])


def noted_already(say: Say) -> str:
    """The pop-up when the same was answered before."""
    return say.caption("Recorded already.")


def ask_obstacle(say: Say, step: Step, asked: Person | None, *, told: bool) -> Text:
    """It is recorded, and `told` the secretary; what it is, is asked. In a group `asked`."""
    if asked is not None:
        person = names.mentioned(say, asked)
        ask = say(
            "{person}: please type the obstacle in a few words as a reply to this message. "
            "To stop, reply “ยกเลิก”.",
            person=person,
        )
    elif told:
        ask = say("Please type the obstacle in a few words for the secretary, or type “ยกเลิก”.")
    else:
        ask = say("Please type the obstacle in a few words, or type “ยกเลิก”.")
    return join([_obstacle_noted(say, step, told=told), ask])


def _obstacle_noted(say: Say, step: Step, *, told: bool) -> Text:
    if told:
        return say(
            "Noted: step {number} meets an obstacle. The secretary has been told.",
            number=step.number,
        )
    return say("Noted: step {number} meets an obstacle.", number=step.number)


def obstacle_described(say: Say, step: Step, note: str, *, told: bool) -> Text:
    return join([_obstacle_noted(say, step, told=told), say("Obstacle: {note}", note=note)])


def how_it_goes(say: Say, plan: Plan, step: Step) -> Message:
    """The buttons of the monthly question, to who typed what they would tell."""
    text = join([names.step(say, step), say("How is it going? Please press a button.")])
    row = notice_buttons.check_in(say, f"p{plan.id} {step.number}")
    return Message(text, (row,), about=(About(plan.id, step.number),))


def obstacle_left(say: Say, step: Step) -> Text:
    """No words followed; that there is an obstacle stays recorded."""
    return say("Step {number} stays noted as meeting an obstacle.", number=step.number)


def obstacle(say: Say, plan: Plan, step: Step, by: Person, note: str = "") -> Text:
    """The secretary, in private, hears of an obstacle."""
    head = say("Step {number} meets an obstacle", number=step.number)
    what = say("Obstacle: {note}", note=note) if note else ""
    return _reported(say, plan, step, by, head, what)


def obstacle_over(say: Say, plan: Plan, step: Step, by: Person) -> Text:
    """What the secretary was told no longer holds."""
    head = say("Step {number} is going to plan after all", number=step.number)
    return _reported(say, plan, step, by, head, say("It had been reported to meet an obstacle."))


def _reported(say: Say, plan: Plan, step: Step, by: Person, head: Text, what: Text | str) -> Text:
    person = names.person(say, by)
    reported = say("Reported by {person}", person=person)
    return join([bold(head), step.title, names.plan_head(say, plan), what, reported])


def handed_over(
    say: Say,
    plan: Plan,
    team: Team,
    step: Step,
    due: date | None,
    days: int,
    missing: Sequence[Document],
) -> Text:
    """The secretary, in private, is asked by the chair to follow a step up."""
    day = dues.short(say, due)
    return join(
        [
            bold(say("The chair asks you to follow up step {number}", number=step.number)),
            step.title,
            names.plan_head(say, plan),
            say("It was due {day} and is {days} days overdue.", day=day, days=days)
            if days
            else say("Due {day}", day=day),
            notice_steps.responsible(say, plan, step),
            notice_steps.members(say, plan, team, step),
            notice_steps.to_attach(say, missing),
            notice_steps.follow_up(say, step),
        ]
    )


def handed_over_popup(say: Say, step: Step) -> str:
    return say.caption("The secretary is to follow step {number} up.", number=step.number)


def _too_long(say: Say, days: int, most: int) -> Text:
    return say(
        "Reminders can be paused for {most} days at most.\n"
        "Please give a smaller number of days. If the step needs more time, "
        "the secretary can extend it with /extend.",
        most=most,
    )


def _unreadable(say: Say, step: Step) -> Text:
    return say(
        "Please say for how many days, for example “พักแจ้งเตือน {number} 3 วัน”.",
        number=step.number,
    )


def _no_secretary(say: Say, vacant: bool) -> Text:
    unreached = join(
        [
            say("No secretary can be reached in private yet."),
            say("Please ask the secretary to open a private chat with the bot."),
        ]
    )
    return no_secretary.turn_to(say, unreached, vacant=vacant)


def _chair_hands_over(say: Say) -> Text:
    return say(
        "Only the chair hands a step over to the secretary.\n"
        "To see where the steps stand, type /status."
    )


def _obstacle_needs_words(say: Say) -> Text:
    return say("Please type the obstacle in words, or type “ยกเลิก”.")


def _weekday(say: Say, day: date) -> str:
    return dates.weekday_date(day, say.language)


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "snooze-too-long": _too_long,
    "snooze-unreadable": _unreadable,
    "not-paused": _not_paused,
    "no-secretary": _no_secretary,
    "obstacle-needs-words": _obstacle_needs_words,
    "chair-hands-over": _chair_hands_over,
}
