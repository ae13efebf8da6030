"""The weekly summary: whole to the chair, counts to the group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.events import FileRemoved
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.occurrences import together
from bot.domain.reports import Report, overall
from bot.domain.standing import Standing, StepStatus, without_aside
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names, way, weekly_lines
from bot.render.text.week import GOING, WEEK, Missing, Week


def title(say: Say, standing: Standing, monday: date) -> Text:
    """The first one tells of no day before the plan's start."""
    first = max(monday - WEEK, standing.plan.start)
    last = max(monday - timedelta(days=1), first)
    return say("Weekly progress summary ({week})", week=dates.span(first, last, say.language))


def summary(
    say: Say,
    standing: Standing,
    files: Sequence[File],
    monday: date,
    told: Collection[int] = (),
) -> Text:
    """For the chair; what has not changed since the week before is one line.

    `told`: overdue steps of which the same letter has told already.
    """
    now = Week(standing, monday)
    same = _unchanged(say, now)
    if (
        now.is_calm
        and not standing.is_over
        and same == now.standing.having(*GOING)
        and _is_known(now, files)
    ):
        return _calm(say, now, same, files)
    return paragraphs(
        [
            _overview(say, now),
            _listed(
                say,
                say("2. Closed in the week"),
                [weekly_lines.closed_line(say, now, n) for n in now.closed],
            ),
            *_decided(say, now),
            *(_open(say, now, same, told) if _goes_on(now) else []),
            _missing(say, now, files),
        ]
    )


def counts(say: Say, standing: Standing, monday: date) -> Text:
    """For the group: numbers only, nobody named."""
    now = Week(standing, monday)
    going = _goes_on(now)
    late = standing.having(StepStatus.OVERDUE) if going else []
    reported = standing.having(StepStatus.REPORTED) if going else []
    coming = now.coming if going else []
    lines = [
        bold(title(say, standing, monday)),
        names.plan_head(say, standing.plan),
        tally(say, standing.counted),
        _ended(say, now),
        _count(say("Closed in the week: {steps}", steps=_numbers(say, now.closed)), now.closed),
        _count(say("Not carried out: {steps}", steps=_numbers(say, now.skipped)), now.skipped),
        _count(say("To be verified: {steps}", steps=_numbers(say, reported)), reported),
        _count(say("Overdue: {steps}", steps=_numbers(say, late)), late),
        _count(_due_within(say, now), coming),
    ]
    return join(lines)


def _due_within(say: Say, now: Week) -> Text:
    days, steps = _coming_days(say, now), _numbers(say, now.coming)
    return say.plural(
        "Due within {count} day ({days}): {steps}",
        "Due within {count} days ({days}): {steps}",
        now.coming_count,
        days=days,
        steps=steps,
    )


def silent(say: Say, standing: Standing, monday: date) -> Text:
    """For the secretary alone: who was asked how a step goes and has told nothing."""
    reports = Week(standing, monday).reports
    lines = [_silent_line(say, n, r) for n, r in sorted(reports.items()) if r.silent]
    if not lines:
        return plain("")
    return join([bold(say("No report yet from (for the secretary only)")), *lines])


def _silent_line(say: Say, number: int, found: Report) -> Text:
    people = names.listed(say, [names.person(say, m.person) for m in found.silent])
    return say("• Step {number}: {people}", number=number, people=people)


def sent_in_private(say: Say) -> Text:
    return say("The whole summary was sent to the private chat of the person who asked.")


def open_private_chat(say: Say) -> Text:
    """To a chair or secretary who cannot be written to yet."""
    if not say.can.starts:
        return say(
            "For the whole summary, please add the account of this system as a friend and type "
            "“สรุปสัปดาห์” in the private chat with it."
        )
    return say(
        "For the whole summary, please open a private chat with this system, press Start "
        "and type /weekly or “สรุปสัปดาห์” there."
    )


def tally(say: Say, status: Mapping[int, StepStatus]) -> Text:
    """แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)."""
    count = Counter(status.values())
    found = {
        "closed": count[StepStatus.CLOSED],
        "running": count[StepStatus.RUNNING],
        "overdue": count[StepStatus.OVERDUE],
        "waiting": count[StepStatus.READY] + count[StepStatus.WAITING],
        "total": len(status),
    }
    if count[StepStatus.REPORTED]:
        return _tally_with_reported(say, count, found)
    if not count[StepStatus.SKIPPED]:
        return say(
            "Closed {closed} · in progress {running} · overdue {overdue} · not started {waiting} "
            "({total} steps in all)",
            **found,
        )
    return say(
        "Closed {closed} · not carried out {skipped} · in progress {running} · "
        "overdue {overdue} · not started {waiting} ({total} steps in all)",
        skipped=count[StepStatus.SKIPPED],
        **found,
    )


def _tally_with_reported(
    say: Say, count: Mapping[StepStatus, int], found: Mapping[str, int]
) -> Text:
    reported, skipped = count[StepStatus.REPORTED], count[StepStatus.SKIPPED]
    if not skipped:
        return say(
            "Closed {closed} · to be verified {reported} · in progress {running} · "
            "overdue {overdue} · not started {waiting} ({total} steps in all)",
            reported=reported,
            **found,
        )
    return say(
        "Closed {closed} · not carried out {skipped} · to be verified {reported} · "
        "in progress {running} · overdue {overdue} · not started {waiting} ({total} steps in all)",
        reported=reported,
        skipped=skipped,
        **found,
    )


def _overview(say: Say, now: Week) -> Text:
    s = now.standing
    percent = overall(without_aside(s.plan, s.states))
    done = say("Progress of the whole plan: {percent} per cent", percent=percent)
    closed = join([way.ended(say, s.plan), say("All steps are closed.")])
    over = "" if s.open_steps else closed
    counted = tally(say, now.standing.counted)
    return join([bold(say("1. Overview")), counted, done, over, _ended(say, now)])


def _goes_on(now: Week) -> bool:
    """Whether anything is still to be done: what is open in a plan that has ended is not."""
    return bool(now.standing.open_steps) and not now.standing.is_over


def _ended(say: Say, now: Week) -> Text:
    if not now.standing.is_over:
        return plain("")
    left = now.standing.open_steps
    if not left:
        return say("The plan has ended.")
    return say("The plan has ended; not closed in it: {steps}", steps=_numbers(say, left))


def _calm(say: Say, now: Week, same: Sequence[int], files: Sequence[File]) -> Text:
    """Nothing has changed: one line, and the obstacles that stand."""
    if not now.standing.open_steps:
        return join([say("All steps are closed."), _missing_count(say, now, files)], " · ")
    line = say(
        "Nothing has changed since the week before, and nothing falls due within {count} days.",
        count=now.coming_count,
    )
    held_up = [n for n in same if now.standing.states[n].obstacles]
    others = _by_report(say, now, [n for n in same if n not in held_up])
    calm = join([line, *others, _missing_count(say, now, files)], " · ")
    return join([calm, *(weekly_lines.running_line(say, now, n) for n in held_up)])


def _by_report(say: Say, now: Week, steps: Sequence[int]) -> list[Text]:
    """The steps that run, by what was reported of them."""
    on_plan, missing, others = _reported(now, steps)
    return [
        _count(say("On plan: {steps}", steps=_numbers(say, on_plan)), on_plan),
        _count(say("No report yet: {steps}", steps=_numbers(say, missing)), missing),
        _count(say("In progress: {steps}", steps=_numbers(say, others)), others),
    ]


def _reported(now: Week, steps: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Those said to be on plan, those of which a report is missing, and the others."""
    on_plan = [n for n in steps if now.reports[n].on_plan]
    missing = [n for n in steps if now.reports[n].is_missing]
    return on_plan, missing, [n for n in steps if n not in (*on_plan, *missing)]


def _unchanged(say: Say, now: Week) -> list[int]:
    """Running steps of which the letter of the week before said the same."""
    before = now.told_before()
    if before is None:
        return []
    running = now.standing.having(StepStatus.RUNNING)
    then = before.standing.having(StepStatus.RUNNING)
    return [
        n
        for n in running
        if n in then
        and weekly_lines.running_line(say, now, n) == weekly_lines.running_line(say, before, n)
    ]


def _is_known(now: Week, files: Sequence[File]) -> bool:
    """Whether all stood the same a week before, with the same evidence missing. What is closed on
    the day of the letter belongs to the next week, and yet is a change.
    """
    before = now.told_before()
    stands = before is not None and before.stands == now.stands
    return stands and now.missing(files) == _missing_before(now, files)


def _missing_before(now: Week, files: Sequence[File]) -> Missing:
    """What was missing a week before, too, without having been there meanwhile."""
    before = now.told_before()
    if before is None:
        return []
    removed = (e for e in now.standing.plan.events if isinstance(e, FileRemoved))
    gone = {e.step for e in removed if e.at > before.slot}
    then = before.missing([f for f in files if f.sent_at <= before.slot])
    return [(step, document) for step, document in then if step.number not in gone]


def _open(say: Say, now: Week, same: Sequence[int], told: Collection[int]) -> list[Text]:
    """Sections 3 to 5: what is still to be done."""
    lines = [weekly_lines.coming_line(say, now, n) for n in now.coming]
    return [
        _listed(say, say("3. In progress"), _running(say, now, same)),
        _listed(say, say("4. Overdue"), _overdue(say, now, told)),
        _listed(say, _coming(say, now), lines) if now.coming_count else plain(""),
    ]


def _coming(say: Say, now: Week) -> Text:
    """Of a letter sent after its Monday, the days that are left of the fourteen."""
    days = _coming_days(say, now)
    return say.plural(
        "5. Due within {count} day ({days})",
        "5. Due within {count} days ({days})",
        now.coming_count,
        days=days,
    )


def _coming_days(say: Say, now: Week) -> str:
    return dates.span(*now.coming_days, say.language)


def _running(say: Say, now: Week, same: Sequence[int]) -> list[Text]:
    """What is new, whole; an obstacle is told each time, and each step once."""
    states, running = now.standing.states, now.standing.having(StepStatus.RUNNING)
    soon = [n for n in running if n in now.coming]
    short = [n for n in same if not states[n].obstacles and n not in soon]
    whole = [n for n in running if n not in (*short, *soon)]
    reported = now.standing.having(StepStatus.REPORTED)
    return [
        *(weekly_lines.reported_line(say, now, n) for n in reported),
        *(weekly_lines.running_line(say, now, n) for n in whole),
        *_unchanged_lines(say, now, short),
        *([say("• {steps}: see 5", steps=_numbers(say, soon))] * bool(soon)),
    ]


def _unchanged_lines(say: Say, now: Week, steps: Sequence[int]) -> list[Text]:
    """Under a head that says already that they are in progress."""
    on_plan, missing, others = _reported(now, steps)
    lines = (
        (others, say("• {steps}: as the week before", steps=_numbers(say, others))),
        (on_plan, say("• {steps}: on plan, as the week before", steps=_numbers(say, on_plan))),
        (missing, say("• {steps}: no report yet, as before", steps=_numbers(say, missing))),
    )
    return [line for found, line in lines if found]


def _overdue(say: Say, now: Week, told: Collection[int]) -> list[Text]:
    late = now.standing.having(StepStatus.OVERDUE)
    above = [n for n in late if n in told]
    groups = together(now.standing.plan.sop, (n for n in late if n not in told))
    return [
        *(weekly_lines.overdue_lines(say, now, g) for g in groups),
        *([say("• {steps}, as told above", steps=_numbers(say, above))] * bool(above)),
    ]


def _listed(say: Say, head: Text, lines: Sequence[Text | str]) -> Text:
    if not lines:
        return bold(say("{head}: none", head=head))
    return join([bold(head), *lines])


def _decided(say: Say, now: Week) -> list[Text]:
    """Silent in a week without any."""
    lists = (
        (say("Not carried out"), [weekly_lines.skipped_line(say, now, n) for n in now.skipped]),
        (
            say("Opened again in the week"),
            [weekly_lines.reopened_line(say, now, e) for e in now.reopened],
        ),
        (say("Extended in the week"), [weekly_lines.extension(say, e) for e in now.extended]),
        (
            say("Taken over by the plan in the week"),
            [weekly_lines.revision(say, e) for e in now.revised],
        ),
    )
    return [join([bold(head), *lines]) for head, lines in lists if lines]


def _missing(say: Say, now: Week, files: Sequence[File]) -> Text:
    """What is new in the list by name, what was in it a week before as a count; at the end all."""
    if not _goes_on(now):
        return _listed(say, say("3. Evidence still missing"), _documents(say, now.missing(files)))
    before, found = _missing_before(now, files), now.missing(files)
    new = [one for one in found if one not in before]
    head, old = say("6. Evidence still missing"), len(found) - len(new)
    count = say.plural(
        "{count} document, as the week before", "{count} documents, as the week before", old
    )
    if old and not new:
        return bold(say("{head}: {count}", head=head, count=count))
    lines = _documents(say, new)
    return _listed(say, head, [*lines, say("• {count}", count=count)] if old else lines)


def _documents(say: Say, missing: Missing) -> list[Text]:
    return [say("• (Step {number}) {title}", number=s.number, title=d.title) for s, d in missing]


def _missing_count(say: Say, now: Week, files: Sequence[File]) -> Text:
    """A calm week names no documents, but does not hide that some are missing."""
    count = len(now.missing(files))
    if not count:
        return plain("")
    return say.plural(
        "Evidence still missing: {count} document",
        "Evidence still missing: {count} documents",
        count,
    )


def _numbers(say: Say, steps: Sequence[int]) -> Text:
    return names.step_numbers(say, steps) if steps else plain("")


def _count(line: Text, steps: Sequence[int]) -> Text:
    return line if steps else plain("")
