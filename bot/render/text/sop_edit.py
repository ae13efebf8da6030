"""An SOP of the group's own is corrected in the chat: its steps, each with what can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.sop import Document, DocumentKind, Sop, Step, Unit
from bot.domain.sop_import import SopVersion, Stage
from bot.render.language import N_, Say
from bot.render.text import names, plan_years, sop_steps, sop_used, undo
from bot.render.text.status_buttons import in_rows, turning

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
PAGE = 8
MOST_PARTIES, MOST_DOCUMENTS = 20, 20
"""Buttons under one message; what is behind them is changed in the file."""
LABEL, COPY = 48, 18


def which(say: Say, found: Sequence[tuple[str, str]]) -> Message:
    """`found`: the line of each button, and what stands on it."""
    rows = tuple((Button(names.shorten(label), line),) for line, label in found)
    return Message(say("Which SOP is to be corrected?"), rows)


def to_copy(say: Say, sop: Sop) -> str:
    """On the button of one that came with the system."""
    title = names.shorten(names.titled(sop), LABEL - COPY)
    return say.caption("Copy, then correct: {title}", title=title)


def copied(say: Say, version: SopVersion) -> Text:
    return say(
        "The SOP that came with the system was copied: version {number} of it is the group's own "
        "now and can be corrected. Running plans are as before.",
        number=version.number,
    )


def called(say: Say, version: SopVersion) -> Text:
    if version.stage is Stage.REVIEWED:
        return say("Under review, not in use yet")
    return say("Version {number}", number=version.number)


def menu(
    say: Say, version: SopVersion, sop: Sop, offset: int, copied: Text | None = None
) -> Message:
    """A button for each step, some on a page."""
    steps, line = sop_steps.written(sop), f"editsop v{version.id}"
    shown = steps[offset : offset + PAGE]
    head = join([bold(say("Correct the SOP")), sop.title, called(say, version)])
    listed = join(sop_steps.line(say, sop, step) for step in shown)
    asked = say("Please choose the step to be corrected.")
    text = paragraphs([copied or "", head, listed, asked])
    buttons = (Button(names.step_label(say, s), f"{line} s{s.number}") for s in shown)
    turn = turning(say, line, offset, PAGE, len(steps))
    rows = (*((button,) for button in buttons), *((turn,) if turn else ()))
    return plan_years.in_words(say, Message(text, (*rows, _out(say, version))))


def _out(say: Say, version: SopVersion) -> Row:
    """To where the version came from."""
    if version.stage is Stage.REVIEWED:
        return (Button(say.caption("Back to the review"), f"review v{version.id}"),)
    label = say.caption("Versions of the SOP")
    return (Button(label, f"sopversions g{version.group} {version.sop}"),)


def card(
    say: Say, version: SopVersion, sop: Sop, step: Step, told: Text | None = None, more: Rows = ()
) -> Message:
    """One step whole. `told`: what was just changed, `more`: what can be done about that."""
    text = paragraphs([told or called(say, version), _step(say, sop, step)])
    rows = (*more, *_rows(say, version, sop, step))
    return plan_years.in_words(say, Message(text, rows))


def _step(say: Say, sop: Sop, step: Step) -> Text:
    listed = (_party(say, sop, p) for p in step.parties)
    documents = [_document(say, d) for d in step.documents]
    return paragraphs(
        [
            names.step(say, step),
            join(
                [
                    sop_steps.lasting(say, step),
                    *sop_steps.fixed_days(say, step),
                    sop_steps.follows(say, step),
                ]
            ),
            join([bold(say("Responsible")), *listed]),
            join([bold(say("Related documents")), *documents]) if documents else plain(""),
        ]
    )


def _party(say: Say, sop: Sop, party: str) -> Text:
    return say("• {title}", title=sop.party(party).name)


def _document(say: Say, document: Document) -> Text:
    return say(_KINDS[document.kind], title=document.title)


def _rows(say: Say, version: SopVersion, sop: Sop, step: Step) -> Rows:
    line = line_of(version, step.number)
    acts = [Button(say.caption(label), f"{line} {verb}") for verb, label in _ACTS.items()]
    numbers = [s.number for s in sop_steps.written(sop)]
    at = numbers.index(step.number)
    around = [*numbers[max(at - 1, 0) : at], *numbers[at + 1 : at + 2]]
    turn = tuple(Button(names.step_number(say, n), line_of(version, n)) for n in around)
    back = Button(say.caption("All steps"), f"editsop v{version.id}")
    return (*in_rows(acts, 2), *((turn,) if turn else ()), (back,))


def line_of(version: SopVersion, number: int) -> str:
    return f"editsop v{version.id} s{number}"


def units(say: Say, version: SopVersion, step: Step) -> Message:
    line = line_of(version, step.number)
    buttons = [Button(say.caption(name), f"{line} unit {unit}") for unit, name in UNITS.items()]
    text = join([names.step(say, step), say("In what is the duration counted?")])
    return Message(text, (*in_rows(buttons, 2), _back(say, line)))


def parties(say: Say, version: SopVersion, sop: Sop, step: Step) -> Message:
    """Each is responsible, or not: a press changes that."""
    line = line_of(version, step.number)
    rows: list[Row] = []
    for place, party in enumerate(sop.parties[:MOST_PARTIES], 1):
        label = names.shorten(party.short, LABEL)
        if party.id in step.parties:
            label = say.caption("✓ {option}", option=label)
        rows.append((Button(label, f"{line} party {place}"),))
    rows.append((Button(say.caption("Add somebody responsible"), f"{line} newparty"),))
    text = join([names.step(say, step), say("Who is responsible? Press to add or take out.")])
    return Message(text, (*rows, _back(say, line)))


def documents(say: Say, version: SopVersion, step: Step) -> Message:
    line = line_of(version, step.number)
    rows: list[Row] = [
        (Button(names.shorten(d.title, LABEL), f"{line} document {place}"),)
        for place, d in enumerate(step.documents[:MOST_DOCUMENTS], 1)
    ]
    rows.append((Button(say.caption("Add a document"), f"{line} newdocument"),))
    listed = [_document(say, d) for d in step.documents] or [say("There is no document.")]
    text = paragraphs([join([names.step(say, step), *listed]), say("Which document?")])
    return plan_years.in_words(say, Message(text, (*rows, _back(say, line))))


def document(say: Say, version: SopVersion, step: Step, place: int) -> Message:
    """`place`: which of the step's, from 1."""
    line = line_of(version, step.number)
    kinds = [
        Button(say.caption(label), f"{line} kind {place} {kind}") for kind, label in KINDS.items()
    ]
    rows = (
        *((kind,) for kind in kinds),
        (
            Button(say.caption("Rename"), f"{line} rename {place}"),
            Button(say.caption("Take out"), f"{line} nodocument {place}"),
        ),
        _back(say, line),
    )
    text = join([names.step(say, step), _document(say, step.documents[place - 1])])
    return plan_years.in_words(say, Message(text, rows))


def _back(say: Say, line: str) -> Row:
    return (Button(say.caption("Back to the step"), line),)


def ask(say: Say, step: Step, verb: str) -> Text:
    """What is to be typed."""
    return join([names.step(say, step), say(ASKED[verb])])


def corrected(say: Say, version: SopVersion, plans: Sequence[Plan]) -> Text:
    """What a correction means: of an SOP under review nothing yet, else the next version."""
    if version.stage is Stage.REVIEWED:
        return bold(say("Corrected in the SOP under review"))
    head = bold(say("Corrected: this is version {number} now", number=version.number))
    kept = say("Running plans keep theirs, until it is applied to them.") if plans else plain("")
    return join([head, kept])


def after_correction(say: Say, version: SopVersion, former: int, plans: Sequence[Plan]) -> Rows:
    """The way back, and to the running plans. `former`: the version that was in use before."""
    if version.stage is Stage.REVIEWED:
        return ()
    back = (undo.button(say, f"sopuse v{former}"),)
    return (back, *sop_used.to_plans(say, plans, version.id))


def unchanged(say: Say) -> Text:
    return say("It says so already, nothing was changed.")


UNITS: Mapping[Unit, str] = {
    Unit.WORKING: N_("Working days"),
    Unit.CALENDAR: N_("Calendar days"),
    Unit.WEEK: N_("Weeks"),
    Unit.MONTH: N_("Months"),
}
KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.EVIDENCE: N_("Evidence, must be attached"),
    DocumentKind.REFERENCE: N_("Reference, only named"),
    DocumentKind.SUGGESTED: N_("Suggested, never blocks"),
}
_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.EVIDENCE: N_("• {title} (evidence)"),
    DocumentKind.REFERENCE: N_("• {title} (reference)"),
    DocumentKind.SUGGESTED: N_("• {title} (suggested)"),
}
_ACTS: Mapping[str, str] = {
    "duration": N_("Duration"),
    "unit": N_("Unit of days"),
    "after": N_("Comes after"),
    "parties": N_("Responsible"),
    "documents": N_("Documents"),
    "title": N_("Title"),
}
ASKED: Mapping[str, str] = {
    "duration": N_(
        "Please type the duration, for example 5 วันทำการ, 30 วัน, 3-5 วัน, 2 สัปดาห์ or เปิด"
    ),
    "after": N_(
        "Please type the numbers of the steps before it, for example 3, 4; for none type -"
    ),
    "title": N_("Please type the short title of the step."),
    "newparty": N_("Please type the name of who is responsible."),
    "newdocument": N_("Please type the title of the document."),
    "rename": N_("Please type the new title of the document."),
}
