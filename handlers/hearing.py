"""What of that which was said is a command, or several, and which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.domain.incoming import Happened, Incoming
from bot.domain.typed import tidy
from bot.ports import Platform
from handlers.core.grammar import Spoken, parse
from handlers.core.nearly import nearly
from handlers.evidence import belonging
from handlers.evidence.albums import by_caption
from handlers.table import BY_NAME, GRAMMAR, GRAMMARS, Command

AT_ONCE = 64
"""Commands that are on their way through the queues; to parse one anew does no harm."""


class Hearing:
    def __init__(self, channels: Mapping[str, Platform]) -> None:
        self._channels = channels
        self._parsed: dict[tuple[str, str, bool, bool], Spoken] = {}

    def understands(self, channel: str, text: str, *, over_files: bool = False) -> bool:
        """Whether a text in a group, perhaps a caption, is a command for us, or nearly one."""
        heard = self._spoken(channel, text, over_files=over_files)
        return heard is not None or nearly(text, GRAMMAR) is not None

    def says(self, incoming: Incoming) -> Spoken | None:
        return self._spoken(incoming.channel, incoming.text, over_files=bool(incoming.files))

    def requests(self, incoming: Incoming) -> list[Incoming]:
        """One, but for an album whose captions name several steps."""
        if not incoming.files:
            return [incoming]
        return by_caption(incoming, partial(self._tells_step, incoming.channel))

    def is_command(self, incoming: Incoming) -> bool:
        """Or was meant to be one."""
        return incoming.text.startswith("/") or self.says(incoming) is not None

    def command_of(self, incoming: Incoming) -> Command | None:
        """Typed, or behind the button pressed."""
        if incoming.happened is Happened.PRESSED:
            return BY_NAME.get(incoming.text.partition(" ")[0])
        spoken = self.says(incoming) if incoming.happened is Happened.SAID else None
        return BY_NAME.get(spoken.command) if spoken else None

    def _spoken(self, channel: str, text: str, *, over_files: bool) -> Spoken | None:
        """Asked when a text comes, before its unit of work opens, and in it: parsed once.

        Of talk nothing is kept.
        """
        platform = self._channels[channel]
        said = text, platform.username, platform.can.administrators, over_files
        spoken = self._parsed.get(said)
        if spoken is None:
            spoken = parse(text, GRAMMARS[said[2]], said[1], over_files=over_files)
            if spoken is not None:
                self._keep(said, spoken)
        return spoken

    def _keep(self, said: tuple[str, str, bool, bool], spoken: Spoken) -> None:
        self._parsed[said] = spoken
        for older in list(self._parsed)[:-AT_ONCE]:
            self._parsed.pop(older, None)

    def _tells_step(self, channel: str, caption: str) -> bool:
        heard = self.understands(channel, caption, over_files=True)
        return heard or belonging.tells_step(tidy(caption))
