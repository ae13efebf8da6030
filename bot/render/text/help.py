"""The help: what one can type, Thai words first, and which of them a slip of the finger meant.

The lines follow the table of commands (a test compares them); examples tell more than a grammar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.render.language import N_, Say

ALIKE = 0.72
"""How alike a mistyped command must be: /stauts is meant, /ban of another bot is not."""


@dataclass(frozen=True, slots=True)
class Line:
    """`name`: the command in Latin; `example`: what may follow."""

    name: str
    word: str
    summary: str
    example: str = ""


FOLLOWING = (
    Line("status", "สถานะ", N_("Where the steps stand")),
    Line("plan", "แผน", N_("All steps with their dates")),
    Line("my", "งานของฉัน", N_("My steps")),
    Line("sop", "คู่มือ", N_("What the SOP says")),
    Line("history", "ประวัติ", N_("Who did what, and when")),
    Line("weekly", "สรุปสัปดาห์", N_("The weekly summary now")),
)
RECORDING = (
    Line("done", "ปิดขั้นตอน", N_("Close a step"), "3"),
    Line("attach", "แนบ", N_("Attach a file to a step"), "3"),
    Line("files", "เอกสาร", N_("The files of the steps"), "3"),
    Line("progress", "ความก้าวหน้า", N_("Report progress in per cent"), "5 42"),
    Line("snooze", "พักแจ้งเตือน", N_("Pause reminders of a step here"), "5"),
    Line("undo", "เลิกทำ", N_("Take back what was just done")),
)
BELONGING = (
    Line("join", "ลงชื่อ", N_("Join the responsible parties")),
    Line("leave", "ถอนชื่อ", N_("Leave a responsible party")),
    Line("privacy", "ข้อมูลส่วนบุคคล", N_("My personal data: what is kept")),
    Line("forget", "ลบข้อมูลของฉัน", N_("Erase my personal data")),
    Line("help", "ช่วยเหลือ", N_("What I can do")),
)
STEPS = (
    Line("date", "กำหนดวัน", N_("Fix the day of a meeting"), N_("6 15/3/2570 09.00")),
    Line("extend", "ขยายเวลา", N_("Extend a due date"), N_("6 15/3/2570 reason")),
    Line("skip", "ไม่ดำเนินการ", N_("A step is not carried out this year"), N_("8 reason")),
    Line("reopen", "ยกเลิกการปิด", N_("Open a closed step again"), N_("4 reason")),
)
PEOPLE = (
    Line("assign", "มอบหมาย", N_("Assign a person to a party")),
    Line("chair", "กำหนดประธาน", N_("Name the chair")),
    Line("secretary", "กำหนดเลขานุการ", N_("Name a secretary")),
)
PLANNING = (
    Line("setup", "จัดทำแผน", N_("Make the plan of a fiscal year")),
    Line("holiday", "วันหยุด", N_("Days off: list, add, remove")),
    Line("settings", "ตั้งค่า", N_("Times, language, test notice")),
    Line("end", "สิ้นสุดแผน", N_("End, cancel or redo a plan")),
)
WITH_TEXT = frozenset(
    [
        "done",
        "progress",
        "sop",
        "date",
        "extend",
        "skip",
        "reopen",
        "join",
        "assign",
        "chair",
        "secretary",
        "holiday",
        "setup",
    ]
)
"""Commands after which people write words; after the others only numbers."""
LINES: tuple[Line, ...] = (*FOLLOWING, *RECORDING, *BELONGING, *STEPS, *PEOPLE, *PLANNING)
MOST_USED = ("status", "done", "attach", "progress", "my", "join")
_BY_SPELLING: Mapping[str, Line] = {key: line for line in LINES for key in (line.name, line.word)}


def for_members(say: Say, *, steers: bool) -> Message:
    """Who steers gets a button to the second page."""
    text = paragraphs(
        [
            join([bold(say("What you can type")), _how(say)]),
            _part(say, say("Following the work"), FOLLOWING),
            _part(say, say("Recording"), RECORDING),
            _part(say, say("Belonging"), BELONGING),
        ]
    )
    return Message(text, ((_to_steering(say),),) if steers else ())


def for_steerers(say: Say) -> Message:
    """The second page: what the secretary and the chair decide."""
    text = paragraphs(
        [
            bold(say("For the secretary and the chair")),
            _part(say, say("Steps"), STEPS),
            join([_part(say, say("Persons"), PEOPLE), _how_to_name(say)]),
            _part(say, say("Plan"), PLANNING),
        ]
    )
    return Message(text, ((Button(say.caption("For members"), "help members"),),))


def in_group(say: Say) -> Message:
    """Short; the pages are behind buttons."""
    lines = [line for line in LINES if line.name in MOST_USED]
    text = join([bold(say("What you can type")), _how(say), *(_line(say, x) for x in lines)])
    return Message(
        text, ((Button(say.caption("All commands"), "help members"), _to_steering(say)),)
    )


def unknown(say: Say, spelled: str, action: str, guess: Line | None) -> Message:
    """A clear answer with what was probably meant, behind a button."""
    head = say("There is no command {spelled}.", spelled=spelled)
    rest = say("Type “ช่วยเหลือ” or /help to see all commands.")
    if guess is None:
        return Message(join([head, rest]))
    meant = say("Did you mean {word} (/{name})?", word=bold(guess.word), name=guess.name)
    return Message(join([head, meant, rest]), ((Button(guess.word, action),),))


def nearest(spelled: str) -> Line | None:
    """The command that was probably meant."""
    found = get_close_matches(spelled.lower(), _BY_SPELLING, n=1, cutoff=ALIKE)
    return _BY_SPELLING[found[0]] if found else None


def _how(say: Say) -> Text:
    return say(
        "Thai words or / commands, both will do. In reply to a notice no step number is needed."
    )


def _how_to_name(say: Say) -> Text:
    return say("(in reply to the person's message, or followed by @name)")


def _part(say: Say, title: Text, lines: Sequence[Line]) -> Text:
    return join([bold(title), *(_line(say, line) for line in lines)])


def _line(say: Say, line: Line) -> Text:
    example = " " + say.caption(line.example) if line.example else ""
    return say(
        "{word}{example} (/{name}) – {summary}",
        word=bold(line.word),
        example=plain(example),
        name=line.name,
        summary=say(line.summary),
    )


def _to_steering(say: Say) -> Button:
    return Button(say.caption("For the secretary and the chair"), "help steering")
