"""One thing that happened to a plan, as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.events import (
    Acknowledged,
    ActingGiven,
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    Agreed,
    AssignmentDone,
    Attending,
    Carried,
    CheckedIn,
    Cloned,
    Closed,
    Confirmed,
    Dated,
    Event,
    Exported,
    Extended,
    ExtensionAsked,
    ExtensionDeclined,
    FileDated,
    FileKept,
    FileRemoved,
    FilesDeleted,
    Ground,
    Judged,
    LeadNamed,
    LessonTold,
    Limited,
    Named,
    Numbered,
    ObstacleOver,
    Outcome,
    OutcomeRemoved,
    Progressed,
    QuorumSet,
    Reopened,
    Reported,
    Returned,
    RoleGiven,
    Situation,
    Skipped,
    SopRevised,
    Undone,
    Waived,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.letters import Letter
from bot.domain.message import Made, Text, join, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import acting, attach, exports, letters, names, way
from bot.render.text.quorum import rule as quorum_rule

NOTE_LENGTH = 200
"""Characters of a note or a reason: eight entries must fit one message on a phone."""
TITLE_LENGTH = 60
FOLLOW_UP = "followup"
"""What the chair's hand-over to the secretary is acknowledged with."""


@dataclass(frozen=True, slots=True)
class Told:
    """A plan and the people its events name."""

    plan: Plan
    people: Mapping[int, Person]
    private: bool = False
    """Not in the group."""

    @property
    def undone(self) -> frozenset[int]:
        return frozenset(e.event for e in self.plan.events if isinstance(e, Undone))

    def event(self, id: int) -> Event | None:
        return next((e for e in self.plan.events if e.id == id), None)

    def work_title(self, step: int, work: int | None) -> str:
        named = [e for e in self.plan.events if isinstance(e, WorkNamed)]
        titles = [e.title for e in named if (e.step, e.work) == (step, work)]
        return titles[-1] if titles else ""

    def outcome_text(self, step: int, outcome: int) -> str:
        recorded = [e for e in self.plan.events if isinstance(e, Outcome)]
        return next((e.text for e in recorded if (e.step, e.outcome) == (step, outcome)), "")

    def is_anew(self, outcome: Outcome) -> bool:
        """Whether it was recorded before, with another owner."""
        of_step = [e for e in self.plan.events if isinstance(e, Outcome) and e.step == outcome.step]
        return any(e.outcome == outcome.outcome and e.id < outcome.id for e in of_step)

    def agenda_text(self, step: int, item: int) -> str:
        proposed = [e for e in self.plan.events if isinstance(e, AgendaItem)]
        return next((e.text for e in proposed if (e.step, e.item) == (step, item)), "")


def what(say: Say, told: Told, event: Event) -> Text:
    """The event in one sentence."""
    return _SENTENCES[type(event)](say, told, event)


def plan_made(say: Say, plan: Plan) -> Text:
    day = dates.long_date(plan.start, say.language)
    if plan.number:
        return say("Case opened, from {day}", day=day)
    return say("Plan made, from {day}", day=day)


def _with_note(say: Say, line: Text, note: str) -> Text:
    if not note:
        return line
    return say("{line}: {note}", line=line, note=names.shorten(note, NOTE_LENGTH))


def _closed(say: Say, told: Told, e: Closed) -> Text:
    day = dates.short_date(e.on, say.language)
    if e.report:
        line = say("Step {number} verified and closed {day}", number=e.step, day=day)
        return _with_way(say, told, line, e)
    line = say("Step {number} closed as of {day}", number=e.step, day=day)
    return _with_note(say, _with_way(say, told, line, e), e.note)


def _with_way(say: Say, told: Told, line: Text, e: Closed | Reported | Agreed) -> Text:
    outcome = way.taken(say, told.plan.sop.step(e.step), e.way)
    return say("{line} ({outcome})", line=line, outcome=outcome) if outcome else line


def _agreed(say: Say, told: Told, e: Agreed) -> Text:
    day = dates.short_date(e.on, say.language)
    line = say("Completion of step {number} confirmed, {day}", number=e.step, day=day)
    line = _with_way(say, told, line, e) if told.private else line
    return _with_note(say, line, e.note)


def _quorum_set(say: Say, told: Told, e: QuorumSet) -> Text:
    return say("Step {number} is closed by: {rule}", number=e.step, rule=quorum_rule(say, e.rule))


def _reported(say: Say, told: Told, e: Reported) -> Text:
    day = dates.short_date(e.on, say.language)
    line = say("Step {number} reported as completed {day}", number=e.step, day=day)
    line = _with_way(say, told, line, e)
    return _with_note(say, line, e.note)


def _returned(say: Say, told: Told, e: Returned) -> Text:
    """The reason is for who reported it."""
    line = say("Step {number} sent back to be revised", number=e.step)
    if e.to is not None:
        day = dates.short_date(e.to, say.language)
        line = say("Step {number} sent back, to be revised by {day}", number=e.step, day=day)
    return _with_note(say, line, e.reason if told.private else "")


def _skipped(say: Say, told: Told, e: Skipped) -> Text:
    return _with_note(say, say("Step {number} not carried out", number=e.step), e.reason)


def _reopened(say: Say, told: Told, e: Reopened) -> Text:
    return _with_note(say, say("Step {number} opened again", number=e.step), e.reason)


def _extended(say: Say, told: Told, e: Extended) -> Text:
    day = dates.short_date(e.to, say.language)
    return _with_note(say, say("Step {number} extended to {day}", number=e.step, day=day), e.reason)


def _extension_asked(say: Say, told: Told, e: ExtensionAsked) -> Text:
    day = dates.short_date(e.to, say.language)
    line = say("More time asked for step {number}, until {day}", number=e.step, day=day)
    return _with_note(say, line, e.reason)


def _extension_declined(say: Say, told: Told, e: ExtensionDeclined) -> Text:
    """The reason is for who had asked."""
    line = say("More time for step {number} not granted", number=e.step)
    return _with_note(say, line, e.reason if told.private else "")


def _dated(say: Say, told: Told, e: Dated) -> Text:
    day = dates.weekday_date(e.on, say.language)
    if e.time is None:
        line = say("Day of step {number} fixed: {day}", number=e.step, day=day)
        return _with_note(say, line, e.place)
    time = dates.clock(e.time, say.language)
    line = say("Day of step {number} fixed: {day} at {time}", number=e.step, day=day, time=time)
    return _with_note(say, line, e.place)


def _agenda_item(say: Say, told: Told, e: AgendaItem) -> Text:
    return _with_note(say, say("Agenda item of step {number}", number=e.step), e.text)


def _agenda_moved(say: Say, told: Told, e: AgendaMoved) -> Text:
    line = say("Agenda item of step {number} moved to {place}", number=e.step, place=e.place)
    return _with_note(say, line, told.agenda_text(e.step, e.item))


def _agenda_removed(say: Say, told: Told, e: AgendaRemoved) -> Text:
    line = say("Agenda item of step {number} removed", number=e.step)
    return _with_note(say, line, told.agenda_text(e.step, e.item))


def _attending(say: Say, told: Told, e: Attending) -> Text:
    """Not which: nobody's absence is told in the group."""
    return say("Answer about the meeting of step {number}", number=e.step)


def _outcome(say: Say, told: Told, e: Outcome) -> Text:
    line = say("Minutes of the meeting of step {number}", number=e.step)
    if told.is_anew(e):
        line = say("Another owner of work of the meeting of step {number}", number=e.step)
    return _with_note(say, line, e.text)


def _outcome_removed(say: Say, told: Told, e: OutcomeRemoved) -> Text:
    line = say("Taken off the minutes of step {number}", number=e.step)
    return _with_note(say, line, told.outcome_text(e.step, e.outcome))


def _assignment_done(say: Say, told: Told, e: AssignmentDone) -> Text:
    line = say("Assigned by the meeting of step {number}, carried out", number=e.step)
    return _with_note(say, line, told.outcome_text(e.step, e.outcome))


def _limited(say: Say, told: Told, e: Limited) -> Text:
    bounds = []
    if e.not_before:
        bounds.append(say("not before {day}", day=dates.short_date(e.not_before, say.language)))
    if e.not_after:
        bounds.append(say("not after {day}", day=dates.short_date(e.not_after, say.language)))
    if not bounds:
        return say("Fixed dates of step {number} switched off", number=e.step)
    return say("Fixed dates of step {number}: {bounds}", number=e.step, bounds=join(bounds, " "))


def _lead_named(say: Say, told: Told, e: LeadNamed) -> Text:
    if e.person is None:
        return say("Step {number}: nobody mainly responsible", number=e.step)
    who = told.people.get(e.person)
    person = names.person(say, who) if who else say("a former member")
    return say("Step {number}: mainly responsible: {person}", number=e.step, person=person)


def _lesson_told(say: Say, told: Told, e: LessonTold) -> Text:
    return _with_note(say, say("Lesson of step {number}", number=e.step), e.text)


def _work_named(say: Say, told: Told, e: WorkNamed) -> Text:
    return say("Work of step {number}: {title}", number=e.step, title=e.title)


def _work_removed(say: Say, told: Told, e: WorkRemoved) -> Text:
    title = told.work_title(e.step, e.work)
    return say("Work of step {number} removed: {title}", number=e.step, title=title)


def _progressed(say: Say, told: Told, e: Progressed) -> Text:
    title = told.work_title(e.step, e.work) if e.work is not None else ""
    values = {"number": e.step, "title": title, "percent": e.percent}
    if title:
        line = say("Progress of step {number}, {title}: {percent} per cent", **values)
    else:
        line = say("Progress of step {number}: {percent} per cent", **values)
    return _with_note(say, line, e.note)


def _checked_in(say: Say, told: Told, e: CheckedIn) -> Text:
    if e.situation is Situation.OBSTACLE:
        return _with_note(say, say("Step {number} meets an obstacle", number=e.step), e.note)
    return _with_note(say, say("Step {number} is going to plan", number=e.step), e.note)


def _obstacle_over(say: Say, told: Told, e: ObstacleOver) -> Text:
    before = told.event(e.obstacle)
    note = before.note if isinstance(before, CheckedIn) else ""
    return _with_note(say, say("Obstacle of step {number} over", number=e.step), note)


def _acknowledged(say: Say, told: Told, e: Acknowledged) -> Text:
    if e.notice == FOLLOW_UP:
        return say("Step {number} given to the secretary to follow up", number=e.step)
    return say("Reminder of step {number} acknowledged", number=e.step)


def _file_kept(say: Say, told: Told, e: FileKept) -> Text:
    if e.version > 1:
        return say("File {label} {name}, version {n}", label=e.label, name=e.name, n=e.version)
    return say("File {label} {name}", label=e.label, name=e.name)


def _file_removed(say: Say, told: Told, e: FileRemoved) -> Text:
    line = say("File {label} {name} removed", label=e.label, name=e.name)
    return _with_note(say, line, e.reason)


def _file_dated(say: Say, told: Told, e: FileDated) -> Text:
    letter = letters.told(say, Letter(e.letter, e.on))
    return say("File {label}: {letter}", label=e.label, letter=letter)


def _waived(say: Say, told: Told, e: Waived) -> Text:
    title = _title(told, e.step, e.document)
    if not e.holds:
        return say("Step {number}, needed after all: {title}", number=e.step, title=title)
    line = say("Step {number}, not needed: {title}", number=e.step, title=title)
    return _with_note(say, line, e.reason)


def _judged(say: Say, told: Told, e: Judged) -> Text:
    if e.accepted:
        return say("File {label} accepted", label=e.label)
    return _with_note(
        say, say("File {label} returned", label=e.label), e.reason if told.private else ""
    )


def _title(told: Told, step: int, document: str) -> str:
    documents = told.plan.sop.step(step).documents
    title = next((d.title for d in documents if d.id == document), document)
    return names.shorten(title, TITLE_LENGTH)


def _numbered(say: Say, told: Told, e: Numbered) -> Text:
    return say(
        "Document of step {step}: no. {number}, dated {day}",
        step=e.step,
        number=e.number,
        day=dates.short_date(e.on, say.language),
    )


def _role_given(say: Say, told: Told, e: RoleGiven) -> Text:
    who = told.people.get(e.person)
    role = _role(say, told.plan, e.role)
    if who is not None and who.erased_as:
        return _role_of_nobody(say, role, holds=e.holds)
    person = names.person(say, who) if who else say("a former member")
    if e.ground is Ground.OBJECTED:
        return say("{person} relieved after an objection: {role}", person=person, role=role)
    if not e.holds:
        return say("{person} relieved: {role}", person=person, role=role)
    return say("{person} appointed: {role}", person=person, role=role)


def _role_of_nobody(say: Say, role: Text, *, holds: bool) -> Text:
    """By the role alone: "a former chair appointed chair" would say it twice."""
    if not holds:
        return say("Relieved: {role} (data erased)", role=role)
    return say("Appointed: {role} (data erased)", role=role)


def _confirmed(say: Say, told: Told, e: Confirmed) -> Text:
    return plan_made(say, told.plan)


def _named(say: Say, told: Told, e: Named) -> Text:
    if e.number:
        return say("Case {case}", case=names.case(told.plan))
    return say("Plan named: {name}", name=e.name)


def _carried(say: Say, told: Told, e: Carried) -> Text:
    return say(
        "Taken along from the cancelled plan: closed steps {steps}, files {files}",
        steps=e.steps,
        files=e.files,
    )


def _cloned(say: Say, told: Told, e: Cloned) -> Text:
    year = dates.fiscal_year_name(e.year, say.language)
    if not e.durations:
        return say("Made from the plan of {year}", year=year)
    steps = names.step_numbers(say, sorted(e.durations))
    return say("Made from the plan of {year}; durations corrected: {steps}", year=year, steps=steps)


def _sop_revised(say: Say, told: Told, e: SopRevised) -> Text:
    return say("Version {number} of the SOP taken for the plan", number=e.version)


def _exported(say: Say, told: Told, e: Exported) -> Text:
    what = exports.called(say, Made(e.what))
    if e.round is None:
        return say("Exported: {what}", what=what)
    return say("Exported: {what}, round {round}", what=what, round=e.round)


def _files_deleted(say: Say, told: Told, e: FilesDeleted) -> Text:
    return say.plural(
        "{count} file deleted for good ({size})",
        "{count} files deleted for good ({size})",
        e.files,
        size=attach.size(e.size),
    )


def _role(say: Say, plan: Plan, role: str) -> Text:
    if role == "chair":
        return say("chair")
    if role == "secretary":
        return say("secretary")
    return plain(next((p.short for p in plan.sop.parties if p.id == role), role))


def _undone(say: Say, told: Told, e: Undone) -> Text:
    event = told.event(e.event)
    if event is None or isinstance(event, Undone):
        return say("An entry taken back")
    return say("Taken back: {entry}", entry=what(say, told, event))


_SENTENCES: Mapping[type, Callable[[Say, Told, Any], Text]] = {
    Closed: _closed,
    Agreed: _agreed,
    QuorumSet: _quorum_set,
    Reported: _reported,
    Returned: _returned,
    Skipped: _skipped,
    Reopened: _reopened,
    Extended: _extended,
    ExtensionAsked: _extension_asked,
    ExtensionDeclined: _extension_declined,
    Dated: _dated,
    AgendaItem: _agenda_item,
    AgendaMoved: _agenda_moved,
    AgendaRemoved: _agenda_removed,
    Attending: _attending,
    Outcome: _outcome,
    OutcomeRemoved: _outcome_removed,
    AssignmentDone: _assignment_done,
    Limited: _limited,
    LeadNamed: _lead_named,
    LessonTold: _lesson_told,
    WorkNamed: _work_named,
    WorkRemoved: _work_removed,
    Progressed: _progressed,
    CheckedIn: _checked_in,
    ObstacleOver: _obstacle_over,
    Acknowledged: _acknowledged,
    FileKept: _file_kept,
    FileRemoved: _file_removed,
    FileDated: _file_dated,
    Waived: _waived,
    Judged: _judged,
    Numbered: _numbered,
    RoleGiven: _role_given,
    ActingGiven: lambda say, told, e: acting.entry(say, told.people, e),
    Confirmed: _confirmed,
    Named: _named,
    Carried: _carried,
    Cloned: _cloned,
    SopRevised: _sop_revised,
    Exported: _exported,
    FilesDeleted: _files_deleted,
    Undone: _undone,
}
