"""Which evidence a plan still lacks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.files import File
from bot.domain.plan import Plan
from bot.domain.sop import Document, Step

Lacking = Sequence[tuple[Step, Sequence[Document]]]
"""Steps, in their order, each with the documents that no kept file stands for."""


def of_closed_steps(plan: Plan, files: Iterable[File]) -> Lacking:
    """Of the steps that are closed; one that is not carried out needs none."""
    there = {(f.step, f.document) for f in files}
    closed = (s.step for _, s in sorted(plan.states.items()) if s.is_closed and not s.skipped)
    found = ((s, [d for d in s.evidence if (s.number, d.id) not in there]) for s in closed)
    return [(step, documents) for step, documents in found if documents]
