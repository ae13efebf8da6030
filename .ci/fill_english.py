"""Says in the English catalogue what the code says, where nothing better is written there yet."""

from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po, write_po

CATALOGUE = Path("locales/en/LC_MESSAGES/messages.po")


def fill(message: Message) -> None:
    if message.id and not any(message.string or ""):
        message.string = message.id


def main() -> None:
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="en")
    for message in catalogue:
        fill(message)
    with CATALOGUE.open("wb") as target:
        write_po(target, catalogue, width=0)


if __name__ == "__main__":
    main()
