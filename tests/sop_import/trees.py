"""Trees of an SOP's file, as Hypothesis makes them, and how they are read back."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.sop_import import Value
from bot.sop_import.edits import as_texts
from bot.sop_import.yaml_text import ORDER
from bot.sops.reader import read
from bot.sops.text import is_control
from bot.sops.tree import Plain, plain

KEYS = sorted({key for keys in ORDER.values() for key in keys} | {"no", "a b", "x:y", "- z", "{}"})
_ODD = [
    *(
        ":",
        "#",
        "-",
        "\"'",
        "{round}",
        "[a],",
        "no",
        "on",
        "yes",
        "null",
        "~",
        "2.4",
        "1e3",
        "03-01",
    ),
    *("2564-10-06", "&", "*", "!", "|", ">", "%", "@", "`", "\\", "ฯ", "ก"),
]

texts = (
    st.lists(st.sampled_from(_ODD), max_size=6).map(" ".join)
    | st.sampled_from(_ODD)
    | st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Zl", "Zp")), max_size=12)
).filter(lambda t: not any(map(is_control, t)))
scalars = texts | st.integers(-5, 400) | st.booleans()
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(KEYS), below, max_size=4)
    ),
    max_leaves=12,
)
trees = st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=6)


def read_back(source: str) -> Plain:
    reading = read(source.encode())
    assert reading.faults == []
    assert reading.tree is not None
    return plain(reading.tree)


def same(found: Plain, tree: Value) -> bool:
    return found == as_texts(tree)
