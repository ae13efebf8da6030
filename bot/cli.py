"""The command line. Exit codes: 0, 1 failed, 2 usage.

What only a command needs is imported by it: help and errors of usage come at once.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.domain.errors import BadFile, SopbotError

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar
    from bot.domain.sop import Sop
    from bot.domain.sop_import import Imported
    from bot.settings import Settings

app = typer.Typer(
    help="sopbot reminds an office's committee of the steps of its SOP.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # frames around the help would take longer than all else
)
sop_app = typer.Typer(help="Look after SOP files.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(sop_app, name="sop")

YEARS = range(1950, 2091)
"""Of which the public holidays are known."""
MOST_SLIP = 3650
FEWEST = 2
"""In a group: a chair and a secretary."""

SopOption = Annotated[str, typer.Option("--sop", help="A built-in SOP or the path of an SOP file.")]
StartOption = Annotated[str, typer.Option("--start", help="The plan's first day, year-month-day.")]
NoFixed = Annotated[bool, typer.Option("--no-fixed", help="Without the SOP's fixed dates.")]
CalendarDays = Annotated[
    bool, typer.Option("--calendar-days", help="Read every duration as calendar days.")
]
Holidays = Annotated[
    Path | None,
    typer.Option("--holidays", help="Days off, one ISO date a line, instead of the built-in ones."),
]
Slips = Annotated[
    list[str] | None,
    typer.Option(
        "--slip", help="STEP=DAYS: it closes so many calendar days after it is due (-: before)."
    ),
]
Ways = Annotated[
    list[str] | None,
    typer.Option("--way", help="STEP=WAY: the decision takes this way (its id), not its first."),
]
Format = Annotated[str, typer.Option("--format", help="table or csv.")]
CostOption = Annotated[
    str | None,
    typer.Option("--cost", help="line: what is counted there in each month, at the worst."),
]
GroupOption = Annotated[
    int | None, typer.Option("--group", help="For --cost: the people in the group.")
]


@app.command()
def run() -> None:
    """Start the bot on its channels; with none set, the web chat.

    That is there to try the bot out, with a sample committee.
    """
    import asyncio

    # Others load it where it is, for frames that a log has not: 5 MB, a tenth of the start.
    sys.modules["rich"] = None  # type: ignore[assignment]

    from bot import app as program
    from bot.system import logs

    settings = _settings()
    logs.set_up(settings.log_level, settings.log_format, quiet=not settings.has_channel)
    asyncio.run(program.run(settings, _print))


@app.command()
def check(
    deep: Annotated[
        bool, typer.Option("--deep", help="Compare the bytes of all files, not of a sample.")
    ] = False,
) -> None:
    """Show what is set, and whether all is in order.

    Settings (without secrets), SOPs, database, files, token, and what was not delivered.
    """
    import asyncio

    from bot.operate.check import check_up

    healthy, lines = asyncio.run(check_up(_settings(), deep=deep))
    _print("\n".join(lines))
    raise typer.Exit(0 if healthy else 1)


@app.command()
def backup(
    target: Annotated[
        Path | None, typer.Argument(help="A new file, or the folder in which to make one.")
    ] = None,
) -> None:
    """Write database and files into one ZIP file. The bot may be running."""
    from bot.operate.backup import make_backup

    done, lacking = make_backup(_settings(), target)
    _print(done)
    _warn(lacking)
    raise typer.Exit(1 if lacking else 0)


@app.command()
def restore(
    file: Annotated[
        Path, typer.Argument(help="What `sopbot backup` wrote.", exists=True, dir_okay=False)
    ],
) -> None:
    """Put a backup into an empty data folder.

    On PostgreSQL: into an empty database.
    """
    from bot.operate.backup import bring_back

    done, lacking = bring_back(_settings(), file)
    _print(done)
    _warn(lacking)


@app.command()
def export(
    plan: Annotated[
        int | None, typer.Argument(help="The plan's number; without one, all are listed.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path(),
    language: Annotated[str, typer.Option("--language", help="th or en.")] = "th",
) -> None:
    """Write what is handed in of a plan into a folder.

    Report, evidence pack, pictures, calendar. The bot may be running.
    """
    from bot.operate import export as exporting
    from bot.render.language import LANGUAGES

    if language not in LANGUAGES:
        raise typer.BadParameter(f"--language {language}: use {' or '.join(LANGUAGES)}")
    if plan is None:
        lines = exporting.plans(_settings())
    else:
        lines = exporting.export(_settings(), plan, out, language)
    _print("\n".join(lines) or "there is no plan yet")


@app.command()
def timeline(
    sop: SopOption = "lo-2.4",
    start: StartOption = "2026-10-01",
    no_fixed: NoFixed = False,
    calendar_days: CalendarDays = False,
    holidays: Holidays = None,
    slip: Slips = None,
    way: Ways = None,
    format_: Format = "table",
) -> None:
    """Print when each step starts and is due."""
    from bot.operate.timeline import print_timeline

    chosen = _chosen(sop, start, no_fixed, calendar_days, holidays, slip, format_)
    _print(print_timeline(*chosen, _ways(way, chosen[0])))


@app.command()
def simulate(
    sop: SopOption = "lo-2.4",
    start: StartOption = "2026-10-01",
    no_fixed: NoFixed = False,
    calendar_days: CalendarDays = False,
    holidays: Holidays = None,
    slip: Slips = None,
    way: Ways = None,
    format_: Format = "table",
    cost: CostOption = None,
    group: GroupOption = None,
) -> None:
    """Print every notice of a plan, or what they cost.

    Up to the last closing; each step closes when it is due, or slips; a decision takes its first
    way, or the one told.
    """
    from bot.operate.cost import print_cost
    from bot.operate.timeline import print_simulation

    where = _counted(cost, group)
    chosen = _chosen(sop, start, no_fixed, calendar_days, holidays, slip, format_)
    ways = _ways(way, chosen[0])
    _print(print_cost(*chosen, *where, ways) if where else print_simulation(*chosen, ways))


@sop_app.command("check")
def sop_check(file: Annotated[Path, typer.Argument(help="The SOP file (YAML).")]) -> None:
    """Judge an SOP file: every problem with line, column and how to mend it."""
    from bot.sops.loader import check
    from bot.sops.marks import undecided
    from bot.sops.summary import fine

    sop = check(file)
    _print(fine(str(file), sop, len(undecided(file.read_text("utf-8-sig")))))


@sop_app.command("import")
def sop_import(
    file: Annotated[Path, typer.Argument(help="The SOP in Word (.docx), or as plain text.")],
    output: Annotated[
        str, typer.Option("--output", "-o", help="The SOP file to write; -: standard output.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Make an SOP file of an office's own SOP in the central template.

    Tells what was read, what was repaired, and what is to be decided.
    """
    import asyncio

    from bot.operate.sop_import import import_sop
    from scheduler.sop_apart import read_apart

    def read(data: bytes, name: str) -> Imported:
        return asyncio.run(read_apart(data, name))

    target = None if output == "-" else Path(output)
    source, told = import_sop(read, file, target, force=force)
    if target is None:
        _print(source)
        typer.echo(told, err=True)
    else:
        _print(told)


@sop_app.command("word")
def sop_word(
    file: Annotated[Path, typer.Argument(help="The SOP file (YAML).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file (.docx) to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Make the SOP's copy in Word, in the central template, of this fiscal year."""
    from bot.operate.sop_import import write_word
    from bot.system.clock import SystemClock

    write_word(file, output, SystemClock().now().astimezone().date(), force=force)
    _print(str(output))


def _settings() -> Settings:
    """What is misspelt may be why the others go wrong: it is told first."""
    from bot.settings import PREFIX, misspelt, read_settings
    from bot.system.environment import require_proxies, variables

    given = variables(PREFIX)
    _warn(misspelt(given))
    require_proxies()
    return read_settings(given)


def _chosen(
    sop: str,
    start: str,
    no_fixed: bool,
    calendar_days: bool,
    holidays: Path | None,
    slip: list[str] | None,
    format_: str,
) -> tuple[Sop, date, Calendar, dict[int, int], str]:
    """What timeline and simulate work on."""
    first = _start(start)
    chosen = _sop(sop, first, no_fixed, calendar_days)
    return chosen, first, _calendar(first, holidays), _slips(slip, chosen), _format(format_)


def _start(given: str) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"--start {given}: write year-month-day, 2026-10-01") from None
    if day.year not in YEARS:
        raise typer.BadParameter(
            f"--start {given}: the Christian year, from {YEARS[0]} to {YEARS[-1]} (2569 is 2026)"
        )
    return day


def _sop(name: str, start: date, no_fixed: bool, calendar_days: bool) -> Sop:
    from bot.domain.calendar import fiscal_year
    from bot.domain.midyear import starting
    from bot.sops.loader import load

    sop = starting(load(name), start).for_fiscal_year(fiscal_year(start))
    sop = sop.without_fixed_dates() if no_fixed else sop
    return sop.in_calendar_days() if calendar_days else sop


def _calendar(start: date, holidays: Path | None) -> Calendar:
    from bot.domain.calendar import calendar_of
    from bot.system.days_off import official_days_off, read_days_off

    if holidays is not None:
        return calendar_of(read_days_off(holidays))
    return calendar_of(official_days_off(start.year - 1, start.year + 3))


def _slips(given: list[str] | None, sop: Sop) -> dict[int, int]:
    slips: dict[int, int] = {}
    for text in given or []:
        number, days = _slip(text)
        if number not in sop.by_number:
            raise typer.BadParameter(f"--slip {text}: {_known_steps(sop, number)}")
        if number in slips:
            raise typer.BadParameter(f"--slip {text}: step {number} slips already")
        slips[number] = days
    return slips


def _known_steps(sop: Sop, number: int) -> str:
    """Of a step that recurs, how its occurrences are numbered."""
    from bot.domain.numbers import base

    known = [s.number for s in sop.occurrences(number)]
    if len(known) > 1:
        return f"it is carried out several times, {known[0]} to {known[-1]}; write {known[0]}=10"
    return f"the SOP has steps 1 to {len({base(n) for n in sop.by_number})}"


def _slip(text: str) -> tuple[int, int]:
    from bot.domain.numbers import read

    number, _, days = text.partition("=")
    try:
        step, by = read(number), int(days)
    except ValueError:
        raise typer.BadParameter(f"--slip {text}: write STEP=DAYS, for example 4=10") from None
    if abs(by) > MOST_SLIP:
        raise typer.BadParameter(f"--slip {text}: at most {MOST_SLIP} days")
    return step, by


def _ways(given: list[str] | None, sop: Sop) -> dict[int, str]:
    return dict(_way(text, sop) for text in given or [])


def _way(text: str, sop: Sop) -> tuple[int, str]:
    """`3=no`, or `3.2=no` of its second round; the step must be a decision that can take it."""
    from bot.domain.typed import take_number

    number, _, way = text.partition("=")
    step, rest = take_number(number)
    found = sop.by_number.get(step) if step is not None and not rest else None
    if found is None or not found.ways:
        raise typer.BadParameter(f"--way {text}: write STEP=WAY, the step of a decision; 3=no")
    ways = [w.id for w in found.ways]
    if way not in ways:
        raise typer.BadParameter(f"--way {text}: step {step} can take {', '.join(ways)}")
    return found.number, way


def _counted(cost: str | None, group: int | None) -> tuple[str, int] | None:
    """The channel, and how many people read the group; None: costs are not asked for."""
    from bot.operate.cost import CHANNELS

    if cost is None and group is None:
        return None
    if cost not in CHANNELS:
        raise typer.BadParameter(f"--cost: use {', '.join(CHANNELS)}")
    if group is None or group < FEWEST:
        raise typer.BadParameter(f"--group: how many people are in it, {FEWEST} or more; write 10")
    return cost, group


def _format(given: str) -> str:
    if given not in ("table", "csv"):
        raise typer.BadParameter(f"--format {given}: use table or csv")
    return given


def _print(text: str) -> None:
    """UTF-8 with LF on every system."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    typer.echo(text.rstrip("\n"))


def _warn(lines: list[str]) -> None:
    for line in lines:
        typer.echo(f"sopbot: {line}", err=True)


def main() -> None:
    """The entry point: errors of operators are told without a traceback."""
    try:
        app()
    except BadFile as error:
        typer.echo("\n".join(error.lines()), err=True)
        sys.exit(1)
    except SopbotError as error:
        typer.echo(f"sopbot: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(1)
