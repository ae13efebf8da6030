"""What the SOP says: a menu, its sections, and the full text of each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import fiscal_year
from bot.domain.events import Limited
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.sop import Added, Document, DocumentKind, FixedDay, Sop, Step
from bot.domain.sop_import import SopVersion
from bot.domain.written import as_written
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import condition, duration, names, occurrences
from bot.render.text.status_buttons import in_rows

Rows = tuple[tuple[Button, ...], ...]
IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Source:
    """An SOP as it is read: of a plan, or as it ships. `target` names it in a button's action."""

    whole: Sop
    """With every occurrence of the steps that recur."""
    fiscal_year: int
    target: str
    plan: Plan | None = None

    @property
    def sop(self) -> Sop:
        """Each step once."""
        return self.whole.once(as_written)


def menu(say: Say, source: Source, more: Rows = (), newer: SopVersion | None = None) -> Message:
    """Title and revision; a button for each section and step. `more`: buttons below. `newer`: the
    group's version that the plan could follow.
    """
    sop = source.sop
    revised = say("Revision: {revision}", revision=sop.revision) if sop.revision else ""
    form = say("Form revised {revision}", revision=sop.form_revised) if sop.form_revised else ""
    indicator = sop.indicator if sop.indicator != sop.title else ""
    head = join([sop.form, bold(sop.title), indicator, sop.unit, revised, form])
    listed = join(say("{number}. {title}", number=s.number, title=s.title) for s in sop.steps)
    ours = [s.number for s in sop.steps if Added.TITLE in s.added]
    titles = [say("Titles of {steps}", steps=names.step_numbers(say, ours))] if ours else []
    choose = say("Please choose what to read.")
    text = paragraphs([head, listed, _ours(say, titles), _newer(say, newer), choose])
    sections = (
        Button(say.caption(title), f"sop {source.target} here {name}")
        for name, (title, _) in SECTIONS.items()
        if name != "legend" or sop.legend
    )
    steps = (Button(str(s.number), _action(source, s.number)) for s in sop.steps)
    rows = (*in_rows(sections, 2), *in_rows(steps, IN_A_ROW), *more)
    return Message(text, (*rows, *_to_take(say, source, newer)))


def _newer(say: Say, version: SopVersion | None) -> Text:
    if version is None:
        return plain("")
    return say(
        "The group uses version {number} of the SOP; this plan still follows another.",
        number=version.number,
    )


def _to_take(say: Say, source: Source, version: SopVersion | None) -> Rows:
    """What would move is shown first."""
    if version is None:
        return ()
    caption = say.caption("Apply version {number} to this plan", number=version.number)
    return ((Button(caption, f"revise {source.target} v{version.id}"),),)


def section(say: Say, source: Source, name: str) -> Message:
    """One of the sections before the steps."""
    title, text = SECTIONS[name]
    body = paragraphs([bold(say(title)), *text(say, source.sop)])
    return Message(body, ((_to_menu(say, source),),))


def step(say: Say, source: Source, number: int) -> Message:
    """A step's full text, with where it comes after and what belongs to it."""
    what = source.sop.step(number)
    parties = [source.sop.party(p).name for p in what.parties]
    said, ours = _placed(say, source, what)
    text = paragraphs(
        [
            names.step(say, what),
            _detail(say, what),
            join([*duration.told(say, what), _every(say, source, what), *said]),
            join([bold(say("Responsible")), *(_bullet(say, name) for name in parties)]),
            _documents(say, [d for d in what.documents if d.kind is not DocumentKind.SUGGESTED]),
            _ours(say, [*ours, *_suggested(say, what)]),
        ]
    )
    return Message(text, _step_rows(say, source, number))


def _detail(say: Say, what: Step) -> Text:
    """Bullets under the line that leads them, as the procedure has them; one alone is none."""
    if len(what.detail) == 1 and not what.lead:
        return plain(what.detail[0])
    return join([what.lead, *(_bullet(say, line) for line in what.detail)])


def _placed(say: Say, source: Source, what: Step) -> tuple[list[Text], list[Text]]:
    """Where it comes and when: as the procedure says it, and as the system has added it."""
    said: list[Text] = []
    ours: list[Text] = []
    if Added.TITLE in what.added:
        ours.append(say("The step's title"))
    if Added.DURATION in what.added:
        ours.append(say("The duration, as it was taken in the year before"))
    ordered = ours if {Added.AFTER, Added.PARALLEL} & set(what.added) else said
    if what.after or not _first(source, what).recurs:
        ordered.append(_order(say, what))
    own = _own_limits(source, what) is not None
    for key, line in _fixed(say, source, what):
        (ours if own or key in what.added else said).append(line)
    said += [condition.of_procedure(say, source.sop, what)]
    return said, ours


def _ours(say: Say, lines: Sequence[Text]) -> Text:
    """What the written procedure does not say."""
    head = bold(say("Added by the system (not in the SOP)"))
    return join([head, *(_bullet(say, line) for line in lines)]) if lines else plain("")


def section_of(word: str) -> str | None:
    """The section that a word names, in Thai or Latin."""
    return word if word in SECTIONS else _THAI.get(word)


def which_sop(say: Say, sops: Iterable[Sop]) -> Message:
    rows = tuple((Button(names.titled(s), f"sop {s.id}"),) for s in sops)
    return Message(say("Which SOP do you want to read?"), rows)


def _step_rows(say: Say, source: Source, number: int) -> Rows:
    known = [s.number for s in source.sop.steps]
    at = known.index(number)
    around = [*known[max(at - 1, 0) : at], *known[at + 1 : at + 2]]
    turn = tuple(Button(names.step_number(say, n), _action(source, n)) for n in around)
    rows = [turn] if turn else []
    if source.plan is not None:
        detail = Button(say.caption("Status of this step"), f"status p{source.plan.id} {number}")
        rows.append((detail,))
    return (*rows, (_to_menu(say, source),))


def _objectives(say: Say, sop: Sop) -> list[Text]:
    return _numbered(say, sop.objectives)


def _scope(say: Say, sop: Sop) -> list[Text]:
    return _numbered(say, sop.scope)


def _definitions(say: Say, sop: Sop) -> list[Text]:
    return [join([bold(d.term), d.meaning]) for d in sop.definitions]


def _responsibility(say: Say, sop: Sop) -> list[Text]:
    """Who is responsible directly and who is involved are two lists."""
    direct = [bold(say("Directly responsible")), *(_bullet(say, name) for name in sop.direct)]
    involved = [bold(say("Involved")), *(_bullet(say, name) for name in sop.involved)]
    return [join(direct), join(involved) if sop.involved else plain("")]


def _legend(say: Say, sop: Sop) -> list[Text]:
    return [join(_bullet(say, line) for line in sop.legend)]


def _numbered(say: Say, lines: Sequence[str]) -> list[Text]:
    return [say("{number}. {title}", number=n, title=line) for n, line in enumerate(lines, 1)]


def _bullet(say: Say, line: Text | str) -> Text:
    return say("• {title}", title=line)


def _order(say: Say, what: Step) -> Text:
    """What it follows, and whether it runs beside its neighbours."""
    if not what.after:
        return say("It is the first step.") if not what.parallel else say("It runs in parallel.")
    after = names.step_numbers(say, what.after)
    if what.parallel:
        return say("It follows {steps} and runs in parallel.", steps=after)
    return say("It follows {steps}.", steps=after)


def _fixed(say: Say, source: Source, what: Step) -> Iterator[tuple[Added, Text]]:
    """The fixed dates, as this plan has them where it changed them."""
    first, last = _limits(source, what)
    if first:
        day = _long(say, source, first)
        yield Added.NOT_BEFORE, say("It starts on {day} at the earliest.", day=day)
    if last:
        day = _long(say, source, last)
        yield Added.NOT_AFTER, say("It ends on {day} at the latest.", day=day)


def _limits(source: Source, what: Step) -> tuple[date | None, date | None]:
    limited = _own_limits(source, what)
    if limited is not None:
        return limited.not_before, limited.not_after
    return _day(source, what.not_before), _day(source, what.not_after)


def _first(source: Source, what: Step) -> Step:
    """The first time that it is carried out."""
    return source.whole.occurrences(what.number)[0]


def _every(say: Say, source: Source, what: Step) -> Text:
    return occurrences.every(say, source.whole, _first(source, what))


def _own_limits(source: Source, what: Step) -> Limited | None:
    """Of the plan; a step that recurs has none."""
    state = source.plan.states.get(what.number) if source.plan else None
    return state.limited if state is not None else None


def _day(source: Source, fixed: FixedDay | None) -> date | None:
    return fixed.in_fiscal_year(source.fiscal_year) if fixed else None


def _long(say: Say, source: Source, day: date) -> Text:
    """Of another fiscal year it is said that it is."""
    written = dates.long_date(day, say.language)
    if fiscal_year(day) == source.fiscal_year + 1:
        return say("{day} (the next fiscal year)", day=written)
    if fiscal_year(day) == source.fiscal_year - 1:
        return say("{day} (the fiscal year before)", day=written)
    return plain(written)


def _suggested(say: Say, what: Step) -> list[Text]:
    suggested = [d for d in what.documents if d.kind is DocumentKind.SUGGESTED]
    return [say("Document: {title} (suggested)", title=d.title) for d in suggested]


def _documents(say: Say, documents: Sequence[Document]) -> Text:
    lines = []
    for one in documents:
        lines.append(say(_KINDS[one.kind], title=one.title))
        if one.note:
            lines.append(say("   Note: {note}", note=one.note))
    return join([bold(say("Related documents")), *lines]) if lines else plain("")


def _action(source: Source, number: int) -> str:
    return f"sop {source.target} here {number}"


def _to_menu(say: Say, source: Source) -> Button:
    return Button(say.caption("Contents"), f"sop {source.target} here")


_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.EVIDENCE: N_("• {title} (evidence)"),
    DocumentKind.REFERENCE: N_("• {title} (reference)"),
}

SECTIONS: Mapping[str, tuple[str, Callable[[Say, Sop], list[Text]]]] = {
    "objectives": (N_("Objectives"), _objectives),
    "scope": (N_("Scope"), _scope),
    "definitions": (N_("Definitions"), _definitions),
    "responsibility": (N_("Responsibility"), _responsibility),
    "legend": (N_("Symbols of the chart"), _legend),
}

_THAI: Mapping[str, str] = {
    "วัตถุประสงค์": "objectives",
    "ขอบเขต": "scope",
    "คำจำกัดความ": "definitions",
    "ความรับผิดชอบ": "responsibility",
    "สัญลักษณ์": "legend",
    "สัญลักษณ์ที่ใช้": "legend",
}
"""The words that people type; the table of commands lists them too."""
