"""What is made of a plan to hand it in or keep it: how each is called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.files import safe_name
from bot.domain.message import Made, Text
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import names

_CALLED: Mapping[Made, str] = {
    Made.TIMELINE: N_("picture of the timeline"),
    Made.FLOW: N_("flow chart"),
    Made.REPORT: N_("report (Word and Excel)"),
    Made.TABLE: N_("table of the steps (Excel)"),
    Made.TEMPLATE: N_("form of the office (Word)"),
    Made.PROCEDURE: N_("copy of the SOP (Word)"),
    Made.MINUTES: N_("draft of the minutes (Word)"),
    Made.SIGN_IN: N_("sign-in sheet (Word)"),
    Made.PACK: N_("evidence pack (ZIP)"),
    Made.SOP_FILE: N_("file of the SOP (YAML)"),
    Made.SOP_COPY: N_("copy of the SOP (Word)"),
    Made.CALENDAR: N_("calendar file"),
}
_NAMED: Mapping[Made, str] = {
    Made.TIMELINE: N_("timeline {number} {year}"),
    Made.FLOW: N_("flow chart {number} {year}"),
    Made.REPORT: N_("report {number} {year}"),
    Made.TABLE: N_("table of the steps {number} {year}"),
    Made.TEMPLATE: N_("form {number} {year}"),
    Made.PROCEDURE: N_("SOP {number} {year}"),
    Made.MINUTES: N_("minutes {number} {year}"),
    Made.SIGN_IN: N_("sign-in sheet {number} {year}"),
    Made.PACK: N_("evidence {number} {year}"),
    Made.CALENDAR: N_("calendar {number} {year}"),
}
_ENDS: Mapping[Made, str] = {
    Made.TIMELINE: ".png",
    Made.FLOW: ".png",
    Made.TABLE: ".xlsx",
    Made.PACK: ".zip",
    Made.CALENDAR: ".ics",
}
"""Of the others it is Word's."""
_OF_PROCEDURE = (Made.PROCEDURE, Made.TEMPLATE)
"""The same for every case."""


def called(say: Say, what: Made) -> str:
    return say.caption(_CALLED[what])


def not_made(say: Say, number: str) -> Text:
    """`number`: of the incident, by which the operator finds it in the log."""
    return say(
        "What you asked for could not be made. Please try again in a few minutes. If it still "
        "cannot be made, please tell whoever runs this system the number {number}.",
        number=number,
    )


def sent_in_private(say: Say, what: Made) -> Text:
    return say("Sent to your private chat: {what}", what=called(say, what))


def open_private_chat(say: Say, command: str) -> Text:
    """`command`: as people type it."""
    if not say.can.starts:
        return say(
            "This is sent in private. Please add the account of this system as a friend and type "
            "“{command}” in the private chat with it.",
            command=command,
        )
    return say(
        "This is sent in private. Please open a private chat with this system, press Start and "
        "type “{command}” there.",
        command=command,
    )


def file_name(say: Say, plan: Plan, what: Made, round: int | None = None, which: str = "") -> str:
    """Under which people may keep it; no two cases of a year have the same. `which`: of several of
    a round, or of a plan.
    """
    number, year = names.number(plan.sop), dates.fiscal_year_name(plan.fiscal_year, say.language)
    name = say.caption(_NAMED[what], number=number, year=year)
    if plan.number and what not in _OF_PROCEDURE:
        name = f"{name} {say.caption('Case {case}', case=plan.number)}"
    if round is not None:
        name = say.caption("{name} round {round}", name=name, round=round)
    return safe_name(f"{name} {which}".rstrip() + _ENDS.get(what, ".docx"))
