"""Letters to the chair: how an office writes upward."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.message import Text, bold, join, paragraphs
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def letter(
    say: Say,
    committee: str,
    body: Iterable[Text],
    *,
    to_consider: bool,
    subject: Text,
) -> Text:
    """Subject, opening, body, closing. `to_consider`: a decision is hoped for."""
    closing = (
        say("Submitted for your kind consideration.")
        if to_consider
        else say("Submitted for your kind information.")
    )
    opening = say("To the chair of {committee}", committee=committee)
    return paragraphs(
        [
            bold(join([say("Subject: {subject}", subject=subject), opening])),
            *body,
            join([closing, say("The reminder system, on behalf of the secretary")]),
        ]
    )


def head(say: Say, plan: Plan, now: datetime) -> Text:
    """Which plan, and as of when."""
    moment = dates.moment(now.astimezone(plan.rules.tz), say.language)
    return join([names.plan_head(say, plan), say("Data as of {moment}", moment=moment)])
