"""What is made of a plan to hand it in or keep it: how each is called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Made
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
