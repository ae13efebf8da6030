"""The questions of /setup on a phone: group, SOP, start, closing dates, closed steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import fiscal_year
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.occurrences import together
from bot.domain.people import Chat
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.spelling import visible
from bot.domain.timeline import Timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.welcome import ask_to_rule


def which_group(say: Say, groups: Sequence[Chat], rest: str) -> Message:
    """In private, a person may administer several groups."""
    labels = ((g.id, names.shorten(visible(g.title) or "…")) for g in groups)
    rows = tuple((Button(label, f"setup g{id} {rest}".strip()),) for id, label in labels)
    return Message(say("For which group is the plan?"), rows)


def ask_sop(say: Say, form: str, sops: Sequence[Sop]) -> Message:
    rows = tuple((Button(names.titled(s), f"form {form} sop {s.id}"),) for s in sops)
    return Message(say("Which SOP is the plan to follow?"), rows)


def ask_start(say: Say, form: str, sop: Sop, years: Sequence[date], *, is_own: bool) -> Message:
    """This fiscal year, the next, or another day. `is_own`: the group has brought an SOP."""
    bring = say("For the office's own SOP, type “นำเข้า SOP” in the private chat first.")
    rows = [
        (Button(_year_label(say, day), f"form {form} start {day.isoformat()}"),) for day in years
    ]
    rows.append((Button(say.caption("Another date"), f"form {form} start"),))
    rows.append((Button(say.caption("Cancel"), f"form {form} discard"),))
    text = join(
        [
            bold(say("Make a plan")),
            say("By the SOP: {title}", title=sop.title),
            plain("") if is_own else bring,
            say("Please choose when the plan starts. Nothing is recorded before you confirm."),
        ]
    )
    return Message(text, tuple(rows))


def _year_label(say: Say, day: date) -> str:
    return say.caption(
        "{year} (from {day})",
        year=dates.fiscal_year_name(fiscal_year(day), say.language),
        day=dates.short_date(day, say.language),
    )


def ask(say: Say, about: str, sop: Sop, line: Timeline | None, start: date) -> Message:
    """A question that is answered by typing; `start` is the example of a plan's first day."""
    if about == "start":
        return Message(_ask_start_typed(say, start), asks=True)
    return Message(_QUESTIONS[about](say, sop, line), asks=True)


def _ask_start_typed(say: Say, start: date) -> Text:
    return say(
        "Please type the start date in reply to this message, for example {day} or {short}.",
        day=dates.typed(start),
        short=dates.short_date(start, "th"),
    )


def _ask_cutoffs(say: Say, sop: Sop, line: Timeline | None) -> Text:
    """The example is what the dates are without them."""
    example = (dates.typed(line[c.step].due) for c in sop.cutoffs) if line else ()
    asked = (say("{n}. {title}", n=n, title=c.title) for n, c in enumerate(sop.cutoffs, 1))
    return paragraphs(
        [
            say("Please type the closing dates in reply to this message, one a line:"),
            join(asked),
            join([say("Example:"), *example]),
            say("Type - for one that is not known yet."),
        ]
    )


def _ask_closed(say: Say, sop: Sop, line: Timeline | None) -> Text:
    first = sorted(line.steps)[:2] if line else []
    return join(
        [
            say(
                "Please type the steps closed already with their true dates, one a line, "
                "in reply to this message. To take a line back, type - instead of the date. "
                "Example:"
            ),
            *(f"{n} {dates.digits(line[n].due, say.language)}" for n in first if line),
            *_ask_several(say, sop, line),
        ]
    )


def _ask_several(say: Say, sop: Sop, line: Timeline | None) -> list[Text]:
    """Of a step that recurs nobody types twelve lines."""
    numbers = sorted(line.steps) if line else ()
    groups = [g for g in together(sop, numbers) if len(g) > 1]
    if not groups:
        return []
    first, *_, last = groups[0][:3]
    told = say(
        "Several times of one step, each on its due date: {numbers} ตามกำหนด",
        numbers=f"{first}-{last}",
    )
    return [told]


def _ask_name(say: Say, sop: Sop, line: Timeline | None) -> Text:
    return say("Please type the name of the new plan in reply to this message, for example รุ่นที่ 2")


def _ask_case(say: Say, sop: Sop, line: Timeline | None) -> Text:
    return paragraphs(
        [
            join([bold(say("Make a plan")), sop.title]),
            say(
                "This SOP is carried out case by case: each case is a plan of its own and begins "
                "when it comes in.\n"
                "Please type the name of the first case in reply to this message."
            ),
            say("If there is none yet, type “ซักซ้อม”; it can be cancelled later with /end."),
        ]
    )


def made(say: Say, plan: Plan, *, in_group: bool, rules: bool | None) -> Text:
    """What the form's message becomes once confirmed. `rules`: the bot administers the group."""
    head = bold(say("The plan is made"))
    told = (
        say("The sign-up message follows.")
        if in_group
        else say("The sign-up message has been posted to the group.")
    )
    see = say("To see it at any time, type /plan or “แผน”.")
    made = join([head, names.plan_head(say, plan), told, see])
    return paragraphs([made, ask_to_rule(say) if rules is False else plain("")])


def question_left(say: Say) -> Text:
    """The form itself stays open."""
    return say("Nothing was changed. The form above is still open.")


def over(say: Say) -> Text:
    """An answer to a question of a form that was confirmed or cancelled."""
    return say("This form is finished. To begin again, type /setup or “จัดทำแผน”.")


def _not_administrator(say: Say) -> Text:
    if not say.can.administrators:
        return say(
            "Whoever is in this group can make the plan. Whether you are could not be told just "
            "now.\nPlease type “จัดทำแผน” again in a moment."
        )
    return say(
        "Only an administrator of this group can make the plan.\n"
        "Please ask a group administrator to type /setup or “จัดทำแผน”."
    )


def _no_group(say: Say) -> Text:
    if not say.can.administrators:
        return say(
            "I know no group in which you and I are.\n"
            "Please add me to the committee's group and type “จัดทำแผน” there."
        )
    return say(
        "I know no group that you administer.\n"
        "Please add me to the committee's group and type /setup or “จัดทำแผน” there."
    )


def _too_far(say: Say, day: date, today: date) -> Text:
    return say(
        "{day} is too far from today.\nPlease check the year (for example {today}).",
        today=dates.typed(today),
        day=dates.long_date(day, say.language),
    )


def _too_many(say: Say, most: int) -> Text:
    return say("Please type at most {most} dates, one a line.", most=most)


def _not_in_order(say: Say) -> Text:
    return say(
        "The closing date of the later round must be after that of the first. "
        "Please type them again in order."
    )


def _name_unreadable(say: Say, most: int) -> Text:
    return say("Please type a name of at most {most} characters, in one line.", most=most)


def _name_taken(say: Say, name: str) -> Text:
    return say("Another plan is called “{name}” already. Please type another name.", name=name)


def _outdated(say: Say) -> Text:
    return say("There is a newer version of this form below. Please use the newest.")


def _closed_line(say: Say, line: str, start: date) -> Text:
    return say(
        "I cannot read this line: {line}\n"
        "Please type the number of the step and its date, for example 1 {day}.",
        day=dates.typed(start),
        line=names.shorten(line),
    )


_QUESTIONS: Mapping[str, Callable[[Say, Sop, Timeline | None], Text]] = {
    "cutoffs": _ask_cutoffs,
    "closed": _ask_closed,
    "name": _ask_name,
    "case": _ask_case,
}

REFUSALS: Mapping[str, Callable[..., Text]] = {
    "setup-not-administrator": _not_administrator,
    "setup-no-group": _no_group,
    "start-too-far": _too_far,
    "too-many-dates": _too_many,
    "closed-line-unreadable": _closed_line,
    "cutoffs-not-in-order": _not_in_order,
    "form-outdated": _outdated,
    "plan-name-unreadable": _name_unreadable,
    "plan-name-taken": _name_taken,
}
