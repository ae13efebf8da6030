"""What stands in an evidence pack about itself: names of its folders, its index, its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.documents import Stand, letter_of
from bot.domain.files import File, is_program
from bot.domain.links import host_of
from bot.domain.message import Text, join
from bot.domain.pack import Item, Lack, Words, confessed
from bot.domain.pack_parts import Part
from bot.domain.paths import portable
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.spelling import one_line
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import letters, names
from bot.render.text.report import cancelled, period

LATIN = Words(
    "round{number}",
    "other",
    "step{number}",
    "older",
    "v{number}",
    "missing",
    "not-needed",
    "lost",
    "deleted",
    latin=True,
)
"""For programs that spoil Thai names: no words but these, and no name that people gave."""
HASHES = "manifest-sha256"
Senders = Mapping[int, Person]
"""By their ids in the store."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the index. `lacks`: what it tells of should be there and is not."""

    evidence: str
    step: str
    path: str
    day: str
    sender: str
    remark: str
    lacks: bool

    @property
    def name(self) -> str:
        """Without its folders, which its step tells."""
        return self.path.rpartition("/")[2]


def words(say: Say) -> Words:
    number = "{number}"
    return Words(
        say.caption("Round{number}", number=number),
        say.caption("Outside of the rounds"),
        say.caption("Step{number}", number=number),
        say.caption("Earlier versions"),
        say.caption("version{number}", number=number),
        say.caption("missing"),
        say.caption("not needed"),
        say.caption("lost"),
        say.caption("deleted"),
    )


def words_of(say: Say, part: Part) -> Words:
    return LATIN if part.latin else words(say)


def index_name(say: Say, part: Part) -> str:
    """Without its extension; unpacked into one folder no part takes the place of another's."""
    if part.latin:
        return "index" if part.of == 1 else f"index-{part.number}"
    if part.of == 1:
        return say.caption("Index of evidence")
    return say.caption("Index of evidence, part {number}", number=part.number)


def hashes_name(part: Part) -> str:
    return f"{HASHES}.txt" if part.of == 1 else f"{HASHES}-{part.number}.txt"


def title(say: Say) -> str:
    return say.caption("Index of evidence")


def head(say: Say, plan: Plan, part: Part, today: date) -> Sequence[str]:
    """The lines under the title: of what, and as of when."""
    told = join([names.indicator(say, plan.sop), period(say, plan, part.round)], " · ")
    share = part_name(say, part) if part.of > 1 else ""
    as_of = say.caption("Data as of {moment}", moment=dates.long_date(today, say.language))
    return join([told, share, cancelled(say, plan)], " · ").plain, as_of


def part_name(say: Say, part: Part) -> str:
    return say.caption("part {number} of {count}", number=part.number, count=part.of)


def columns(say: Say) -> Sequence[str]:
    return (
        say.caption("Item no."),
        say.caption("Item of evidence"),
        say.caption("Step"),
        say.caption("File name"),
        say.caption("Date"),
        say.caption("Sent by"),
        say.caption("Remarks"),
    )


def rows(say: Say, plan: Plan, items: Sequence[Item], senders: Senders) -> list[Row]:
    """What is not there comes first."""
    others = (item for item in items if not item.is_confessed)
    return [_row(say, plan, item, senders) for item in (*confessed(items), *others)]


def _row(say: Say, plan: Plan, item: Item, senders: Senders) -> Row:
    file = item.file
    return Row(
        evidence=evidence(item),
        step=names.step(say, item.step).plain,
        path=item.path,
        day=dates.short_date(_day(plan, file), say.language) if file else "",
        sender=names.person(say, senders[file.sent_by]) if file else "",
        remark=remark(say, plan, item).plain,
        lacks=item.lack in (Lack.LOST, Lack.MISSING, Lack.RETURNED),
    )


def evidence(item: Item) -> str:
    """The document that it is; else what its sender said, or called it."""
    if item.document is not None:
        return one_line(item.document.title)
    assert item.file is not None
    return one_line(item.file.description or item.file.name)


def _day(plan: Plan, file: File) -> date:
    """That the document bears, else on which it was sent."""
    dated = letter_of(plan.states[file.step], file).dated
    return dated or plan.rules.local_day(file.sent_at)


def remark(say: Say, plan: Plan, item: Item) -> Text:
    if item.lack is not None:
        return say(_LACKS[item.lack], reason=one_line(item.reason) or "–")
    assert item.file is not None
    said = one_line(item.file.description) if item.document else ""
    return join([*_standing(say, item), said, *_kind(say, plan, item.file)], " · ")


def _standing(say: Say, item: Item) -> list[Text | str]:
    assert item.file is not None
    version = item.file.version
    if item.replaced:
        return [say("version {version}, replaced by a newer one", version=version)]
    numbered = [say("version {version}", version=version)] if version > 1 else []
    judged = [say(_STANDS[item.stand])] if item.stand in _STANDS else []
    return [*numbered, *judged]


def _kind(say: Say, plan: Plan, file: File) -> list[Text | str]:
    told: list[Text | str] = [letters.line(say, plan, file)]
    if not file.link and is_program(portable(file.name)):
        told.append(say("a program: “_” was put behind its name so that it does not run"))
    if file.link:
        told += [say("link to {host}", host=host_of(file.link)), _seen(say, plan, file), file.link]
    return told


def _seen(say: Say, plan: Plan, file: File) -> Text:
    day = dates.short_date(plan.rules.local_day(file.sent_at), say.language)
    return say("seen {day}", day=day)


def note(say: Say, plan: Plan, item: Item, today: date) -> str:
    """The whole of a small file: on a link, or on what is not there."""
    lines: list[Text | str] = [
        names.step(say, item.step).plain,
        say("Document: {title}", title=evidence(item)),
        one_line(item.file.name) if item.file and item.document else "",
        remark(say, plan, item),
        say("Data as of {moment}", moment=dates.long_date(today, say.language)),
    ]
    return join(lines).plain + "\n"


_LACKS: Mapping[Lack, str] = {
    Lack.LOST: N_("Lost: the file in the system is gone or damaged; please ask its sender for it"),
    Lack.DELETED: N_("Deleted: the files of this plan stand in the packs exported before"),
    Lack.MISSING: N_("Missing: not received yet"),
    Lack.RETURNED: N_("Missing: what was sent was returned to be corrected"),
    Lack.WAIVED: N_("Not needed: {reason}"),
    Lack.SKIPPED: N_("Not needed: the step is not carried out ({reason})"),
    Lack.LATER: N_("Not due yet: the step has not begun"),
}
_STANDS: Mapping[Stand | None, str] = {
    Stand.ACCEPTED: N_("accepted"),
    Stand.RETURNED: N_("returned to be corrected"),
}
