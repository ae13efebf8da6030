"""What is said of a file that is kept already and serves another step, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.files import File
from bot.domain.message import Text, plain
from bot.domain.plan import Plan
from bot.domain.reuse import same_content
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import names


def also_at(say: Say, plan: Plan, file: File, other: File, of: Plan) -> Text:
    """In the receipt of the file: the `other` is in the plan `of`."""
    here = of.id == plan.id
    where = plain(names.step_number(say, other.step)) if here else names.plan_head(say, of)
    if same_content(file, other):
        template = N_("{label}: same content as {other} ({where})")
    else:
        template = N_("{label}: same name as {other} ({where})")
    return say(template, label=file.label, other=other.label, where=where)


def label(say: Say, plan: Plan, file: File, of: Plan) -> str:
    """Of the button that attaches this file of the plan `of`."""
    named = f"{file.label} {file.name}"
    if of.id == plan.id:
        return names.shorten(say.caption("Use again: {file}", file=named))
    year = dates.fiscal_year_number(of.fiscal_year)
    return names.shorten(say.caption("Use again ({year}): {file}", year=year, file=named))


def _not_there(say: Say, label: str) -> Text:
    return say(
        "There is no evidence no. {label} in this plan.\n"
        "To see the list, please type /files or “เอกสาร”.",
        label=label,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"no-such-evidence": _not_there}
