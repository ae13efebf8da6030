"""gettext for whole sentences: `say("Step {number} is closed", number=3)`.

The English sentence is the id; values are put in after translation and may be rich text.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import as_file, files

from bot.domain.abilities import EVERYTHING, Abilities
from bot.domain.message import Text, fill

LANGUAGES = ("th", "en")
DEFAULT_LANGUAGE = "th"


class Say:
    """Speaks one language, to readers on one platform: `can` is what that can."""

    def __init__(
        self, language: str, catalogue: gettext.NullTranslations, can: Abilities = EVERYTHING
    ) -> None:
        self.language = language
        self.can = can
        self._catalogue = catalogue
        self._whole = cache(self._fill)
        """Sentences without values, as they were filled once. Without bound: only ids of the
        catalogue come here, never what somebody typed."""

    def __call__(self, template: str, **values: object) -> Text:
        return self._fill(template, **values) if values else self._whole(template)

    def _fill(self, template: str, **values: object) -> Text:
        return fill(self._catalogue.gettext(template), values)

    def plural(self, one: str, many: str, count: int, **values: object) -> Text:
        template = self._catalogue.ngettext(one, many, count)
        return fill(template, {"count": count, **values})

    def caption(self, template: str, **values: object) -> str:
        """For buttons and pop-ups, which carry no style."""
        return self(template, **values).plain


def N_(template: str) -> str:  # noqa: N802 - the name gettext's tools know
    """Marks a sentence for translation where it is kept in a table."""
    return template


@cache
def speaker(language: str, can: Abilities = EVERYTHING) -> Say:
    """The Say of a language; of the default language if there is no such.

    `can`: what the platform can on which it is read, where a sentence differs by it.
    """
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    with as_file(files("locales")) as folder:
        return Say(known, gettext.translation("messages", folder, [known]), can)
