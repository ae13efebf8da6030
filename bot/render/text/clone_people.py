"""Who is what in the plan that is to come: confirmed anew, or changed with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.people import Member, Team
from bot.domain.plan import Plan
from bot.domain.sop import Party, Sop
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cancelled, names
from bot.render.text.status_buttons import turning

PAGE = 8
"""Members on a page of buttons."""
PARTY_LENGTH = 40


def people(
    say: Say, form: str, year: int, sop: Sop, model: Plan, team: Team, *, private: bool
) -> Message:
    """Who is what. `year`: the CE year in which the new plan's fiscal year ends; `private`: it is
    not for the group, to which nobody is told who mainly answers for a step.
    """
    text = paragraphs(
        [
            _head(say, year, model),
            say("Please check who is responsible."),
            join([*_roles(say, team, sop), *(_leads(say, team, model) if private else ())]),
            say("Nothing is recorded before you confirm the plan."),
        ]
    )
    rows = (
        (Button(say.caption("Right, go on"), f"form {form} durations"),),
        (Button(say.caption("Change who is responsible"), f"form {form} change"),),
        cancelled.form_row(say, form),
    )
    return Message(text, rows)


def change(say: Say, form: str, sop: Sop, team: Team) -> Message:
    """Offices belong to the team and change as always; parties with the plan."""
    text = join(
        [
            bold(say("To change who is responsible")),
            say("• Chair: type “กำหนดประธาน” or /chair"),
            say("• Secretary: type “กำหนดเลขานุการ” or /secretary"),
            say("• Parties: press one below; it changes when you confirm the plan"),
        ]
    )
    rows = tuple(
        (Button(_counted(say, sop, team, p), f"form {form} party {p.id}"),) for p in sop.parties
    )
    back = (Button(say.caption("See the list again"), f"form {form} people"),)
    return Message(text, (*rows, back, cancelled.form_row(say, form)))


def party(say: Say, form: str, sop: Sop, team: Team, one: Party, offset: int) -> Message:
    """All members, those of the party marked; each press turns one."""
    text = join(
        [
            bold(one.name),
            say("Press a name to put the person into this party, or to take him or her off it."),
            say("It changes when you confirm the plan."),
        ]
    )
    line = f"form {form} member {one.id}"
    shown = team.members[offset : offset + PAGE]
    rows = tuple(
        (Button(_marked(say, sop, m, one), f"{line} u{m.person.id} o{offset}"),) for m in shown
    )
    turn = turning(say, f"form {form} party {one.id}", offset, PAGE, len(team.members))
    back = (Button(say.caption("Back to the parties"), f"form {form} change"),)
    return Message(text, (*rows, *((turn,) if turn else ()), back))


def _marked(say: Say, sop: Sop, member: Member, one: Party) -> str:
    mark = "✓ " if member.in_party(sop.id, (one.id,)) else ""
    return mark + names.shorten(names.person(say, member.person))


def _counted(say: Say, sop: Sop, team: Team, one: Party) -> str:
    count = len(team.responsible(sop.id, (one.id,)))
    return say.caption(
        "{party} ({count})", party=names.shorten(one.short, PARTY_LENGTH), count=count
    )


def _head(say: Say, year: int, model: Plan) -> Text:
    named = dates.fiscal_year_name(year, say.language)
    return join(
        [
            bold(say("Make the plan of {year}", year=named)),
            names.indicator(say, model.sop),
        ]
    )


def _roles(say: Say, team: Team, sop: Sop) -> Iterator[Text]:
    """A line for each office and each party."""
    yield say("Chair: {people}", people=_listed(say, team.chairs))
    yield say("Secretary: {people}", people=_listed(say, team.secretaries))
    for party in sop.parties:
        joined = team.responsible(sop.id, (party.id,))
        yield say("{party}: {people}", party=party.short, people=_listed(say, joined))


def _leads(say: Say, team: Team, model: Plan) -> Iterator[Text]:
    for number, state in sorted(model.states.items()):
        lead = team.member(state.lead)
        if lead is not None:
            person = names.person(say, lead.person)
            yield say(
                "Mainly responsible for step {number}: {person}", number=number, person=person
            )


def _listed(say: Say, members: Sequence[Member]) -> Text:
    return names.listed(say, [names.person(say, m.person) for m in members]) or say("nobody yet")
