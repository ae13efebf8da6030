"""Which kept file is meant: the one that a button names, or by its label as people type it."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.files import File
from handlers.core.call import Call
from handlers.core.scope import StepScope, plan_here
from handlers.core.words import Words
from handlers.evidence.receipts import file_here


def file_meant(call: Call, words: Words) -> tuple[File, StepScope]:
    """`f7`; or `4-02`, perhaps after its plan: the newest version. Of a plan under way."""
    if Words(words.rest).take_id("f") is not None:
        return file_here(call, words)
    scope = plan_here(call, words)
    label = words.take_label()
    if label is None:
        raise Refusal("which-file", typed=call.typed)
    kept = call.work.files.of_plan(scope.plan.id)
    found = [f for f in kept if (f.step, f.number) == label]
    if not found:
        step, number = label
        raise Refusal("no-such-evidence", label=f"{step}-{number:02d}")
    file = max(found, key=lambda f: f.version)
    return file, StepScope(scope, file.step)
