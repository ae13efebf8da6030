"""/timeline: what is said with the picture of a plan, for whoever cannot see it, too."""

from __future__ import annotations

from bot.domain.message import Text, bold, join
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.plan import from_to
from bot.render.text.status import counts


def caption(say: Say, s: Standing) -> Text:
    title = say("Timeline of {indicator}", indicator=names.joined(say, s.plan.sop))
    return join([headed(say, title, s), "" if s.is_over else from_to(say, s)])


def headed(say: Say, title: Text, s: Standing) -> Text:
    """Which plan, of which day, and how many steps stand how."""
    line = say(
        "{year} · as of {moment}",
        year=names.year(say, s.plan),
        moment=dates.short_date(s.today, say.language),
    )
    return join([bold(title), line, counts(say, s)])
