"""What becomes of the files of a plan whose year is long over: asked, confirmed, told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.events import FilesDeleted
from bot.domain.files import Deletable
from bot.domain.keeping import last_pack
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import attach, names, undo


def question(say: Say, plan: Plan, found: Deletable) -> Message:
    """Of the calendar, and of who asks for it."""
    year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    text = paragraphs(
        [
            join([bold(say("Keep the files of {year}?", year=year)), names.plan_head(say, plan)]),
            say("A year has passed since the end of that fiscal year."),
            _facts(say, plan, found),
            say(
                "The history, the names of the files and their SHA-256 stay in any case. "
                "Nothing is deleted by itself, and this is not asked again."
            ),
        ]
    )
    rows = (
        (Button(say.caption("Delete the files"), f"purge p{plan.id} delete"),),
        (_keep(say, plan),),
    )
    return Message(text, (*_export(say, plan), *rows))


def export_first(say: Say, plan: Plan) -> Message:
    """Instead of deleting anything."""
    text = join([bold(names.plan_head(say, plan)), _no_pack(say)])
    return Message(text, (*_export(say, plan), (_keep(say, plan),)))


def sure(say: Say, plan: Plan, found: Deletable) -> Message:
    """Asked once more, with what follows from it."""
    text = paragraphs(
        [
            join([bold(say("Delete the files of this plan?")), names.plan_head(say, plan)]),
            _facts(say, plan, found),
            say(
                "Please make sure that you have the evidence pack: nobody can get these files from "
                "here afterwards. For ten minutes it can be taken back."
            ),
        ]
    )
    count = found.files
    confirm = say.plural("Confirm: delete {count} file", "Confirm: delete {count} files", count)
    rows = (
        (Button(confirm.plain, f"purge p{plan.id} delete !"),),
        (_keep(say, plan),),
    )
    return Message(text, rows)


def kept(say: Say, plan: Plan) -> Text:
    return join(
        [
            names.plan_head(say, plan),
            say(
                "The files stay. To delete them later, type “ลบไฟล์ของแผน {year}”.",
                year=dates.fiscal_year_number(plan.fiscal_year),
            ),
        ]
    )


def announced(say: Say, plan: Plan, deleted: FilesDeleted, by: Person, back: str) -> Message:
    """To the group, with the button that takes it back."""
    text = join(
        [
            bold(say("The files of this plan are deleted")),
            names.plan_head(say, plan),
            _count(say, deleted.files, deleted.size),
            _pack(say, plan),
            say("Recorded by {person}", person=names.person(say, by)),
            say("The history, the names of the files and their SHA-256 stay."),
        ]
    )
    return Message(text, ((undo.button(say, back),),))


def taken_back(say: Say, plan: Plan, by: Person) -> Text:
    head = bold(say("The files of this plan are kept after all"))
    return join([head, names.plan_head(say, plan), undo.by(say, by)])


def told(say: Say, plan: Plan, deleted: FilesDeleted, by: Person | None) -> Text:
    """Above what is known of the files: they can be had no more."""
    day = dates.long_date(plan.rules.local_day(deleted.at), say.language)
    who = names.person(say, by) if by is not None else say("the system")
    return join(
        [
            say("The files of this plan were deleted on {day} by {person}.", day=day, person=who),
            _pack(say, plan),
        ]
    )


def _facts(say: Say, plan: Plan, found: Deletable) -> Text:
    """How much goes, what stays all the same, and when the evidence was exported."""
    shared = say.plural(
        "{count} of them also stands in another plan and stays there",
        "{count} of them also stand in another plan and stay there",
        found.shared,
    )
    return join(
        [
            say("Files: {count}", count=_count(say, found.files, found.size)),
            shared if found.shared else "",
            _pack(say, plan) or _no_pack(say),
        ]
    )


def _count(say: Say, files: int, size: int) -> Text:
    return say.plural(
        "{count} file ({size})", "{count} files ({size})", files, size=attach.size(size)
    )


def _pack(say: Say, plan: Plan) -> Text:
    pack = last_pack(plan)
    if pack is None:
        return plain("")
    day = dates.long_date(plan.rules.local_day(pack.at), say.language)
    return say("Last evidence pack exported: {day}", day=day)


def _no_pack(say: Say) -> Text:
    return say(
        "No evidence pack of the whole year has been exported since the last file came. Before the "
        "files can be deleted, please export it and keep it."
    )


def _export(say: Say, plan: Plan) -> tuple[tuple[Button, ...], ...]:
    if last_pack(plan) is not None:
        return ()
    return ((Button(say.caption("Export the evidence pack"), f"evidence p{plan.id} all"),),)


def _keep(say: Say, plan: Plan) -> Button:
    return Button(say.caption("Not now"), f"purge p{plan.id} keep")


def _of_running(say: Say) -> Text:
    return say(
        "Only the files of a plan that was ended can be deleted.\n"
        "To end the plan, type “ปิดแผน” or /end."
    )


def _too_early(say: Say, day: date) -> Text:
    return say(
        "The files of this plan are kept for a year after its fiscal year.\n"
        "They can be deleted from {day} on.",
        day=dates.long_date(day, say.language),
    )


def _none(say: Say) -> Text:
    return say(
        "There are no files to be deleted.\n"
        "Those of a plan can be deleted a year after the end of its fiscal year."
    )


def _too_late(say: Say) -> Text:
    return say(
        "The deletion of files can be taken back for ten minutes.\n"
        "From now on they are in the exported evidence pack only."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "files-deleted": told,
    "files-of-unended-plan": _of_running,
    "files-kept-until": _too_early,
    "no-files-to-delete": _none,
    "too-late-to-keep": _too_late,
}
