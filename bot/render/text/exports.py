"""What is made of a plan to hand it in or keep it: how each is called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Made, Text
from bot.render.language import N_, Say

_CALLED: Mapping[Made, str] = {
    Made.TIMELINE: N_("picture of the timeline"),
    Made.FLOW: N_("flow chart"),
    Made.REPORT: N_("report (Word)"),
    Made.TABLE: N_("table of the steps (Excel)"),
    Made.PROCEDURE: N_("copy of the SOP (Word)"),
    Made.MINUTES: N_("draft of the minutes (Word)"),
    Made.SIGN_IN: N_("sign-in sheet (Word)"),
    Made.PACK: N_("evidence pack (ZIP)"),
    Made.CALENDAR: N_("calendar file"),
}


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
