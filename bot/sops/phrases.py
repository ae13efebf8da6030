"""What is wrong with a file, before it is known in which language that is to be said.

That is the file's own, which is read from it; if it cannot be, the machine's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.errors import Problem
from bot.render.language import DEFAULT_LANGUAGE, LANGUAGES, Say, speaker

_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([a-z]+)", re.MULTILINE)
_FOREIGN = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogue and what is put into it, phrases too."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def of(self, **values: object) -> Phrase:
        return replace(self, values={**self.values, **values})

    def by(self, say: Say) -> str:
        values = {k: v.by(say) if isinstance(v, Phrase) else v for k, v in self.values.items()}
        return say.caption(self.template, **values)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, what, and how to mend it."""

    line: int
    column: int
    what: Phrase
    mend: Phrase

    def by(self, say: Say) -> Problem:
        return Problem(self.line, self.column, self.what.by(say), self.mend.by(say))


def language_of(data: bytes, *, read: bool) -> Say:
    """Speaks the file's language. `read`: its keys are known, so one that is not there is not."""
    found = _LANGUAGE.search(data.decode("utf-8-sig", "replace").replace("\r", "\n"))
    if found:
        return speaker(found[1] if found[1] in LANGUAGES else _FOREIGN)
    return speaker(DEFAULT_LANGUAGE) if read else machines()


def machines() -> Say:
    """Speaks the language that the machine is set to, English if that is not known here."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next((name for name in names if name), "")[:2]
    return speaker(language if language in LANGUAGES else _FOREIGN)
