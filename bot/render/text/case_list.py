"""/case: a case that is opened, the list of those that are open, and what is asked and refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.cases import Case, written
from bot.domain.message import About, Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Sop, Step
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names, undo
from bot.render.text.cases import counts, line, of_cases
from bot.render.text.status_buttons import in_rows, turning

Rows = tuple[tuple[Button, ...], ...]
PAGE = 9
"""Cases on a page of the list, each with a button."""


def opened(
    say: Say, s: Standing, steps: Sequence[int], by: Person, *, of_sop: bool = False
) -> Text:
    """Its number and name, what is to be done first, and how it is typed. `of_sop`: by which SOP
    it is dealt with.
    """
    return join(
        [
            bold(say("Case {number} is opened", number=written(s.plan))),
            s.plan.name,
            s.plan.sop.title if of_sop else "",
            _start(say, s),
            *(_first(say, s, n) for n in steps),
            say("Recorded by {person}", person=names.person(say, by)),
            say(
                "When it is done, type: /done {step} case {number}",
                step=steps[0],
                number=s.plan.number,
            )
            if steps
            else "",
        ]
    )


def _start(say: Say, s: Standing) -> Text:
    """Where it is not today."""
    if s.plan.start == s.today:
        return plain("")
    return say("It began on {day}", day=dates.long_date(s.plan.start, say.language))


def _first(say: Say, s: Standing, number: int) -> Text:
    step, at = s.plan.sop.step(number), s.forecast[number]
    due = say("Due {day}", day=dates.short_date(at.due, say.language)) if at.has_due else ""
    parties = names.parties(say, s.plan.sop, step.parties, short=True)
    whose = say("Responsible: {parties}", parties=parties) if step.parties else ""
    return join([names.step(say, step), join([due, whose], " · ")])


def opened_rows(say: Say, plan: Plan) -> Rows:
    return (
        (undo.button(say, f"case p{plan.id} back"),),
        (Button(say.caption("See the status"), f"status p{plan.id}"), of_cases(say)),
    )


def taken_back(say: Say, plan: Plan, by: Person) -> Text:
    head = bold(say("Opening the case {number} is taken back", number=written(plan)))
    return join([head, plan.name, undo.by(say, by)])


def listing(say: Say, found: Sequence[Case], offset: int) -> Message:
    """A page of the open cases, with a button to the status of each."""
    offset = offset if offset < len(found) else 0
    shown = found[offset : offset + PAGE]
    head = bold(say.plural("{count} open case", "{count} open cases", len(found)))
    which = say("Shown: {first} to {last}", first=offset + 1, last=offset + len(shown))
    text = paragraphs(
        [
            join([head, counts(say, found)]),
            join(line(say, case) for case in shown),
            which if len(found) > PAGE else plain(""),
        ]
    )
    buttons = (Button(written(c.plan), f"status p{c.plan.id} here") for c in shown)
    turn = turning(say, "case here", offset, PAGE, len(found))
    about = tuple(About(c.plan.id) for c in shown)
    return Message(text, (*in_rows(buttons), *((turn,) if turn else ())), about=about)


def none_open(say: Say) -> Text:
    return say("No case is open.\nTo open one, type “เปิดเรื่อง” and its name, or /case and its name.")


def which_sop(say: Say, sops: Sequence[Sop], lines: Sequence[str]) -> Message:
    rows = tuple(
        (Button(names.shorten(sop.title), action),) for sop, action in zip(sops, lines, strict=True)
    )
    return Message(say("By which SOP is the case dealt with?"), rows)


def same_name(say: Say, other: Plan, again: str) -> Message:
    rows = (
        (Button(say.caption("Open it all the same"), again),),
        (Button(say.caption("See case {number}", number=written(other)), f"status p{other.id}"),),
    )
    text = say("Case {number} of the same name is open already: {name}", **_told(other))
    return Message(text, rows, about=(About(other.id),))


def really(say: Say, name: str, again: str) -> Message:
    """Of what may be talk."""
    rows = ((Button(say.caption("Open a case"), again),),)
    return Message(say("Open a case of this name? {name}", name=name), rows)


def _told(plan: Plan) -> dict[str, object]:
    return {"number": written(plan), "name": plan.name}


def _name_missing(say: Say) -> Text:
    return say("Please type the name of the case, too, for example “เปิดเรื่อง ร้องเรียนถนนชำรุด”.")


def _name_long(say: Say, length: int, most: int) -> Text:
    return say(
        "The name of the case has {length} characters. Please type at most {most}.",
        length=length,
        most=most,
    )


def _in_future(say: Say, day: date) -> Text:
    return say("A case cannot begin in the future ({day}).", day=dates.long_date(day, say.language))


def _may_not_open(say: Say, sop: Sop, steps: Sequence[Step]) -> Text:
    ids = dict.fromkeys(party for step in steps for party in step.parties)
    who = [sop.party(p).short for p in ids]
    people = names.listed(say, [*who, say("the secretary"), say("the chair")])
    return say("A case can be opened by {people}.", people=people)


def _no_case_sop(say: Say) -> Text:
    return say("No SOP in this system is carried out case by case.")


def _not_in_use(say: Say) -> Text:
    return say(
        "This committee has opened no case yet.\n"
        "The secretary or the chair opens the first, by typing “เปิดเรื่อง” and its name."
    )


def _no_such_case(say: Say, number: int) -> Text:
    return say(
        "There is no case {number}. Type “เรื่อง” or /case to see the open ones.", number=number
    )


def _not_cloned(say: Say) -> Text:
    return say("A case has no plan of the next year. To open another, type “เปิดเรื่อง” and its name.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "case-name-missing": _name_missing,
    "case-name-long": _name_long,
    "case-in-future": _in_future,
    "may-not-open": _may_not_open,
    "no-case-sop": _no_case_sop,
    "cases-not-in-use": _not_in_use,
    "no-such-case": _no_such_case,
    "case-not-cloned": _not_cloned,
}
