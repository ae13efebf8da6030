"""A small sound SOP file, and ways to spoil it."""

from __future__ import annotations

from bot.domain.errors import BadFile, Problem
from bot.render.language import speaker
from bot.sops.loader import parse

SOUND = """\
id: small
title: คู่มือ ปี {fiscal_year}
indicator: ตัวชี้วัดที่ 3.1
indicator_number: 3.10
unit: สำนักงาน
revision: "1"
committee: คณะดำเนินงาน
objectives: []
scope: []
direct: [คณะดำเนินงาน]
parties:
  - id: committee
    name: คณะดำเนินงานตัวชี้วัดที่ 3.1
    short: คณะดำเนินงาน
cutoffs:
  - id: closing
    title: วันปิดระบบ
    step: 2
steps:
  - number: 1
    title: เริ่ม
    detail: [เริ่มงาน]
    duration: 2
    unit: working
    after: []
    parties: [committee]
    documents:
      - id: order
        title: คำสั่ง
        kind: evidence
  - number: 2
    title: ทำ
    detail: [ทำงาน]
    duration: 30
    unit: calendar
    after: [1]
    not_before: 12-15
    not_after: 02-end
    parties: [committee]
  - number: 3
    title: จบ
    detail: [จบงาน]
    duration: 1
    unit: working
    after: [2]
    parties: [committee]
"""


def faults(data: bytes) -> tuple[Problem, ...]:
    try:
        parse(data, "small.yaml", speaker("en"))
    except BadFile as bad:
        return bad.problems
    return ()


def problems(text: str | bytes) -> list[str]:
    """What is wrong, as `line:column what`."""
    data = text if isinstance(text, bytes) else text.encode()
    return [f"{p.line}:{p.column} {p.what}" for p in faults(data)]


def mends(text: str) -> list[str]:
    return [p.mend for p in faults(text.encode())]


def at_line(line: int, new: str, text: str = SOUND) -> str:
    """The text with one line (counted from 1) written anew; an empty one takes it out."""
    lines = text.splitlines(keepends=True)
    lines[line - 1] = new + "\n" if new else ""
    return "".join(lines)


def written(*steps: str, top: str = "") -> str:
    """A file of steps, each given by what it says itself, as `every: month; by: 15`.

    What all need is added: it comes after the one before and takes five working days, unless it
    says otherwise. The first step begins on line 15, or later by the lines of `top`.
    """
    head = SOUND[: SOUND.index("cutoffs:")].replace('revision: "1"\n', "")
    return head + top + "steps:\n" + "".join(_step(n, s) for n, s in enumerate(steps, start=1))


def _step(number: int, said: str) -> str:
    own = [line for line in said.split("; ") if line]
    keys = {line.partition(":")[0] for line in own}
    lines = [f"number: {number}", *own, f"title: งาน {number}", "detail: [ทำ]"]
    lines += ["parties: [committee]"] if "parties" not in keys else []
    lines += (
        [f"after: [{number - 1}]" if number > 1 else "after: []"] if "after" not in keys else []
    )
    if keys.isdisjoint({"duration", "by", "due"}):
        lines += ["duration: 5"]
    lines += ["unit: working"] if keys.isdisjoint({"unit", "by"}) else []
    return "  - " + "\n    ".join(lines) + "\n"
