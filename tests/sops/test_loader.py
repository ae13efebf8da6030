"""Files in, SOPs or all that is wrong out."""

from __future__ import annotations

import os
import re
import socket
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.errors import BadFile
from bot.domain.sop import Cutoff, Definition, Document, Party, Sop, Step
from bot.render.language import speaker
from bot.sops.loader import builtin_names, check, load, parse
from bot.sops.schema import PARTS
from bot.sops.summary import fine
from tests.sops.files import SOUND, at_line, faults, problems

BUILT_IN = (files("bot.sops") / "lo-2.4.yaml").read_text("utf-8")
YAML_SIGNS = "[]{}:,-&*!|>'\"#%@?~<=. \n\r\t\\aeกำ่\u200b\x85\u2028\ufeff01"


def refused(path: str | os.PathLike[str]) -> str:
    with pytest.raises(BadFile) as caught:
        check(path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (1, 1)
    return problem.what


WRITTEN_OTHERWISE = {
    "": (["rounds"], []),
    "steps": (
        ["every", "starts", "on", "holiday", "missed"],
        ["occurrence", "starts_on", "next_round", "least"],
    ),
}
"""The keys that say what a step holds under other names."""


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("", Sop),
        ("parties", Party),
        ("definitions", Definition),
        ("cutoffs", Cutoff),
        ("documents", Document),
        ("steps", Step),
    ],
)
def test_whatever_an_sop_holds_can_be_written_in_a_file(part: str, kind: type[Sop]) -> None:
    written, read = WRITTEN_OTHERWISE.get(part, ((), ()))
    keys = set(PARTS[part].model_fields) - set(written)
    assert keys == {f.name for f in fields(kind) if f.init} - set(read)


@pytest.mark.parametrize("name", builtin_names())
def test_every_built_in_sop_is_sound_and_bears_its_files_name(name: str) -> None:
    assert load(name).id == name


def test_a_built_in_sop_is_read_once() -> None:
    assert load("lo-2.4") is load("lo-2.4")


def test_an_sop_of_the_office_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ตัวชี้วัด.yaml"
    path.write_text(SOUND, "utf-8")
    assert load(path) == check(str(path)) == parse(SOUND.encode(), "any")


def test_a_name_that_is_neither_is_told_with_the_built_in_ones() -> None:
    with pytest.raises(BadFile, match=r"no such file .*lo-2\.4"):
        load("lo-9.9")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_a_socket_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert "device" in refused("s")


def test_a_name_no_system_can_hold_is_refused() -> None:
    assert "cannot be read" in refused("a\0b")
    assert "cannot be read" in refused("x" * 5000)


def test_a_message_says_file_line_column_what_and_how_to_mend() -> None:
    with pytest.raises(BadFile) as caught:
        parse(at_line(39, "    parties: [comittee]").encode(), "small.yaml", speaker("en"))
    assert caught.value.lines() == [
        'small.yaml:39:15: step 2 names the party "comittee", which is not defined '
        '(use one of "committee", or add it under parties)'
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("language: en\n", "the file has an unknown key"),
        ('language: "th"\n', "พบหัวข้อที่ไม่รู้จัก"),
        ("", "พบหัวข้อที่ไม่รู้จัก"),
        ("language: fr\n", "the file has an unknown key"),
    ],
)
def test_the_files_own_language_is_spoken(language: str, told: str) -> None:
    with pytest.raises(BadFile, match=told):
        parse((SOUND + language + "stepz: []\n").encode(), "small.yaml")


@pytest.mark.parametrize(("machine", "told"), [("th_TH.UTF-8", "ไฟล์ว่างเปล่า"), ("C", "is empty")])
def test_a_file_without_a_language_is_judged_in_the_machines(
    machine: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", machine)
    with pytest.raises(BadFile, match=told):
        parse(b"", "small.yaml")


def test_no_sentence_is_left_in_english() -> None:
    spoiled = at_line(36, "    after: [1, 3, 9]", at_line(23, "    duration: 2 เดือน"))
    with pytest.raises(BadFile) as caught:
        parse(at_line(38, "    not_after: 15/12", spoiled).encode(), "small.yaml")
    told = [re.sub('"[^"]*"', "", p.what + p.mend) for p in caught.value.problems]
    assert len(told) == 4
    assert not any(re.search("[a-z]{3}", re.sub("unit: calendar|after", "", t)) for t in told)


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    spoiled = SOUND
    for line, new in {
        3: "indicatr: ตัวชี้วัด",
        9: "scope: []\nscope: []",
        21: "    title: เ\x07ริ่ม",
        23: "    duration: 0",
        36: "    after: [1, 3]",
        38: "    not_after: 02-30",
        46: "    parties: [ใคร]",
    }.items():
        spoiled = at_line(line + (line > 9), new, spoiled)
    assert [p.split(" ")[0] for p in problems(spoiled)] == [
        "1:1", "3:1", "10:1", "22:13", "24:15", "37:16", "39:16", "47:15",
    ]  # fmt: skip


def test_what_is_wrong_after_a_broken_line_waits_but_what_was_before_is_told() -> None:
    spoiled = at_line(31, "  - number: [2", at_line(9, "scope: []\nscope: []"))
    first, second = problems(spoiled)
    assert first.startswith("10:1 ")
    assert "not valid YAML" in second


def survives(data: bytes) -> None:
    """Nothing but BadFile comes out, its problems in the order of the file, each on one line."""
    places = [(p.line, p.column) for p in faults(data)]
    assert places == sorted(places)
    assert all(line >= 1 and column >= 1 for line, column in places)
    assert all("\n" not in p.what + p.mend for p in faults(data))


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_arbitrary_bytes_raise_nothing_but_bad_file(data: bytes) -> None:
    survives(data)


@given(st.text(max_size=200) | st.text(YAML_SIGNS, max_size=80))
@settings(deadline=None)
@example('a: "\\UFFFFFFFF"')
@example('"\\ud800": \\ud800')
@example("%YAML 3.0\n---\na")
@example("? ? ? a")
@example("a: !<x")
@example("0: 1\n<<: 2\n: 3\n")
def test_arbitrary_yaml_raises_nothing_but_bad_file(text: str) -> None:
    survives(text.encode("utf-8", "surrogatepass"))


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_a_spoiled_sop_raises_nothing_but_bad_file(data: st.DataObject) -> None:
    lines = SOUND.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.integers(0, len(lines) - 1))
        key = lines[line].partition(":")[0]
        lines[line] = key + ": " * data.draw(st.integers(0, 1)) + data.draw(st.text(YAML_SIGNS))
    survives("\n".join(lines).encode())


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_the_built_in_file_cut_off_anywhere_is_no_sop(data: st.DataObject) -> None:
    last = BUILT_IN.index("  - number: 12")
    end = data.draw(st.integers(0, last + len("  - number: 12")))
    assert problems(BUILT_IN[:end])


SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("action-plan", ["นับทุกรอบและทุกครั้งที่ดำเนินการ รวม 17 ขั้นตอน"]),
        ("complaints-summary", []),
        (
            "ethics-review",
            [
                "นับทุกรอบและทุกครั้งที่ดำเนินการ รวม 11 ขั้นตอน",
                "ขั้นตอนที่มีการตัดสินใจ: 3, 6",
                "หากผลเป็นทางเลือกแรกทุกครั้ง ไม่ต้องดำเนินการขั้นตอนที่ 4, 5, 6",
                "ใช้กับงานรายเรื่อง แต่ละเรื่องเป็นแผนที่มีชื่อและวันเริ่มของตนเอง",
            ],
        ),
    ],
)
def test_of_a_sound_file_it_is_told_what_was_made_of_it(name: str, told: list[str]) -> None:
    first, *rest = fine("f.yaml", check(SAMPLES / f"{name}.yaml")).splitlines()
    assert first.startswith("f.yaml: ถูกต้อง (")
    assert [line.strip() for line in rest] == told
