"""The snapshot of an SOP that the store keeps with each plan."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sop import (
    Cutoff,
    Definition,
    Document,
    DocumentKind,
    FixedDay,
    Party,
    Sop,
    Step,
    Symbol,
    Unit,
)
from bot.sops.loader import load
from bot.store.codec import decode, encode

some = st.text(max_size=8)
number = st.integers(1, 400)
days = st.none() | st.builds(FixedDay, st.integers(1, 12), st.none() | st.integers(1, 28))


def several(item: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(item, max_size=3).map(tuple)


documents = st.builds(Document, some, some, st.sampled_from(DocumentKind), some)
steps = st.builds(
    Step,
    number=number,
    title=some,
    detail=several(some),
    duration=number,
    unit=st.sampled_from(Unit),
    after=several(number),
    not_before=days,
    not_after=days,
    parties=several(some),
    documents=several(documents),
    symbol=st.sampled_from(Symbol),
    parallel=st.booleans(),
    meeting=st.booleans(),
)
sops = st.builds(
    Sop,
    id=some,
    title=some,
    indicator=some,
    indicator_number=some,
    unit=some,
    revision=some,
    committee=some,
    language=some,
    objectives=several(some),
    scope=several(some),
    direct=several(some),
    involved=several(some),
    definitions=several(st.builds(Definition, some, some)),
    parties=several(st.builds(Party, some, some, some)),
    steps=several(steps),
    cutoffs=several(st.builds(Cutoff, some, some, number)),
)


def there_and_back(sop: Sop) -> Sop:
    return decode(Sop, json.loads(json.dumps(encode(Sop, sop))))


@given(sops)
def test_any_sop_comes_back_as_it_was(sop: Sop) -> None:
    assert there_and_back(sop) == sop


def test_the_built_in_sop_comes_back_as_it_was() -> None:
    sop = load("lo-2.4").for_fiscal_year(2027)
    assert there_and_back(sop) == sop


def test_what_comes_back_is_of_the_domains_own_types() -> None:
    step = there_and_back(load("lo-2.4")).step(8)
    assert isinstance(step.unit, Unit)
    assert isinstance(step.symbol, Symbol)
    assert isinstance(step.documents[0].kind, DocumentKind)
    assert step.not_after == FixedDay(2, None)


def test_a_snapshot_is_plain_json_and_readable() -> None:
    step = encode(Sop, load("lo-2.4"))["steps"][7]
    assert step["not_before"] == {"month": 12, "day": 15, "years": 0}
    assert step["unit"] == "calendar"
    assert "by_number" not in encode(Sop, load("lo-2.4"))


def test_a_snapshot_from_before_a_key_existed_takes_its_default() -> None:
    old = encode(Sop, load("lo-2.4"))
    del old["cutoffs"], old["steps"][6]["parallel"]
    for step in old["steps"]:
        del step["meeting"]
    sop = decode(Sop, old)
    assert sop.cutoffs == ()
    assert not any(s.meeting for s in sop.steps)
    assert replace(sop.step(7), parallel=True) == load("lo-2.4").step(7)
