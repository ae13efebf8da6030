"""What can be made of a plan, and how: read in a unit of work, made of that outside of any.

What makes it is not loaded before somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import BinaryIO

from bot.domain.errors import AllMissing, Damaged, Missing, Refusal
from bot.domain.files import SAMPLE, Template
from bot.domain.message import Made, ToMake
from bot.domain.numbers import numbered
from bot.domain.pack_parts import part_of
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.sop_import import SopVersion
from bot.domain.standing import Standing
from bot.domain.supposing import Case
from bot.ports import FileStore, UnitOfWork
from bot.render.language import Say, speaker
from bot.sops.loader import kept

Draw = Callable[[FileStore], BinaryIO]
"""Needs nothing but a processor and the kept files, in any thread. Raises Refusal where who asked
can do something."""
Maker = Callable[[UnitOfWork, ToMake, datetime], Draw]


def standing(work: UnitOfWork, wanted: ToMake, now: datetime) -> Standing:
    plan = work.plans.by_id(wanted.plan)
    team = work.teams.by_id(plan.team)
    return Standing(plan, work.teams.calendar(team.id), plan.rules.local_day(now), team)


def _timeline(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands = standing(work, wanted, now)
    case = Case.read(wanted.of) if wanted.of else None

    def draw(files: FileStore) -> BinaryIO:
        """What draws is not loaded before somebody asks for a picture."""
        from bot.render.pictures.png import IN_CHAT, png
        from bot.render.pictures.timeline import Supposed, timeline_drawing

        shown = case.supposed(stands, now) if case else stands
        supposed = Supposed(case, stands) if case else None
        return BytesIO(png(timeline_drawing(speaker(wanted.language), shown, supposed), IN_CHAT))

    return draw


def _flow(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands = standing(work, wanted, now)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.pictures.flow import flow_drawing
        from bot.render.pictures.png import IN_CHAT, png

        return BytesIO(png(flow_drawing(speaker(wanted.language), stands), IN_CHAT))

    return draw


def _report(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    """In the office's own form, if it has sent one."""
    stands, kept = standing(work, wanted, now), work.files.of_plan(wanted.plan)
    used, round = work.templates.of_team(stands.team.id), _round(wanted)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.report import report_document
        from bot.render.documents.template import filled
        from bot.render.documents.template_values import report_values
        from bot.render.pictures.png import png
        from bot.render.pictures.timeline import timeline_drawing

        say = speaker(wanted.language)
        picture = png(timeline_drawing(say, stands))
        if used is None:
            return BytesIO(report_document(say, stands, kept, round, picture))
        values = report_values(say, stands, kept, round, picture)
        return BytesIO(filled(_form(files, used), values))

    return draw


def _form(files: FileStore, used: Template) -> bytes:
    """Raises Refusal if it is lost: who wants it can send it anew."""
    try:
        with files.open(used.sha256) as kept:
            found: bytes = kept.read()
            return found
    except AllMissing:
        raise
    except (Missing, Damaged) as error:
        raise Refusal("template-lost", name=used.name) from error


def _table(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands, kept = standing(work, wanted, now), work.files.of_plan(wanted.plan)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.table import table_workbook

        return BytesIO(table_workbook(speaker(wanted.language), stands, kept, _round(wanted)))

    return draw


def _pack(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands, kept = standing(work, wanted, now), work.files.of_plan(wanted.plan)
    senders = {one: work.people.by_id(one) for one in {f.sent_by for f in kept}}
    part = part_of(wanted.of)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.evidence import evidence_pack

        say = speaker(wanted.language)
        return evidence_pack(say, stands, kept, senders, part, files, now)

    return draw


def _calendar(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    """`of`: the person whose work it is alone; empty: the whole plan."""
    stands = standing(work, wanted, now)
    today = replace(stands, team=on_duty(stands.team, now))
    person = int(wanted.of) if wanted.of else None

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.calendar import plan_calendar

        return BytesIO(plan_calendar(speaker(wanted.language), today, person, now))

    return draw


def _round(wanted: ToMake) -> int | None:
    return int(wanted.of) if wanted.of else None


def _minutes(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands, number = standing(work, wanted, now), numbered(int(wanted.of))
    met = stands.states[number].met
    named = {a.by for a in met.answers} | {o.owner for o in met.outcomes}
    people = {id: work.people.by_id(id) for id in named if id is not None}

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.minutes import minutes_document

        say = speaker(wanted.language)
        return BytesIO(minutes_document(say, stands, number, people.__getitem__))

    return draw


def _sign_in(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands, number = standing(work, wanted, now), numbered(int(wanted.of))

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.sign_in import sign_in_document

        return BytesIO(sign_in_document(speaker(wanted.language), stands, number))

    return draw


def _procedure(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    stands = standing(work, wanted, now)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.procedure import procedure_document
        from bot.render.pictures.flow import flow_drawing
        from bot.render.pictures.png import png

        say = speaker(wanted.language)
        chart = png(flow_drawing(say, stands, with_states=False))
        return BytesIO(procedure_document(say, stands, chart))

    return draw


def _sample(say: Say, files: FileStore) -> BinaryIO:
    from bot.render.documents.sample_form import sample_form

    return BytesIO(sample_form(say))


def _template(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    """As it was sent, or a sample to begin with."""
    if wanted.of == SAMPLE:
        return partial(_sample, speaker(wanted.language))
    used = work.templates.of_team(work.plans.by_id(wanted.plan).team)

    def draw(files: FileStore) -> BinaryIO:
        if used is None:
            raise Refusal("template-gone")
        return BytesIO(_form(files, used))

    return draw


def _version(work: UnitOfWork, wanted: ToMake) -> SopVersion:
    version = work.sops.version(int(wanted.of))
    if version is None:
        raise Refusal("sop-version-gone")
    return version


def _sop_file(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    version = _version(work, wanted)
    return lambda files: BytesIO(version.source.encode())


def _sop_copy(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    version = _version(work, wanted)

    def draw(files: FileStore) -> BinaryIO:
        from bot.render.documents.procedure import procedure_of

        sop = kept(version.source)
        return BytesIO(procedure_of(speaker(wanted.language), sop, Rules().local_day(now)))

    return draw


MAKERS: Mapping[Made, Maker] = {
    Made.TIMELINE: _timeline,
    Made.FLOW: _flow,
    Made.REPORT: _report,
    Made.TABLE: _table,
    Made.PACK: _pack,
    Made.CALENDAR: _calendar,
    Made.PROCEDURE: _procedure,
    Made.MINUTES: _minutes,
    Made.SIGN_IN: _sign_in,
    Made.TEMPLATE: _template,
    Made.SOP_FILE: _sop_file,
    Made.SOP_COPY: _sop_copy,
}
