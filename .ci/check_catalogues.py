"""Fails, naming file and sentence, where a catalogue does not say all that the code says.

    python .ci/check_catalogues.py FRESH.pot

FRESH.pot is what `make catalogues` has just extracted from the code.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

TEMPLATE = Path("locales/messages.pot")
LOCALES = ("th", "en")
SOURCES = ("bot", "handlers", "scheduler")
SAYING = {"say": 1, "caption": 1, "plural": 2, "N_": 1}  # how many sentences each begins with


def main(fresh: Path) -> int:
    complaints = [*check_code(), *check_extracted(read(fresh)), *check_template(fresh)]
    for locale in LOCALES:
        complaints += check_catalogue(locale, read(fresh))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def check_code() -> Iterator[str]:
    """Sentences put together before they are translated; pybabel passes over them in silence."""
    for path in sorted(path for source in SOURCES for path in Path(source).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                sentences = node.args[: SAYING.get(called(node), 0)]
                if any(isinstance(sentence, ast.JoinedStr | ast.BinOp) for sentence in sentences):
                    yield f"{path}:{node.lineno}: {ast.unparse(node)}: translate, then format"


def check_extracted(fresh: Catalog) -> Iterator[str]:
    """pybabel trips over a `say` that is handed on among the arguments of a call."""
    known = {message.id for message in fresh}
    for path in sorted(path for source in SOURCES for path in Path(source).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            sentence = sentence_of(node)
            if sentence and sentence not in known:
                yield f"{path}:{node.lineno}: {sentence!r}: put its arguments into names first"


def sentence_of(call: ast.Call) -> str | tuple[str, ...] | None:
    """What a call says, as the catalogue names it; None if it says nothing of its own."""
    count = SAYING.get(called(call), 0)
    said = call.args[:count]
    if not said or not all(isinstance(arg, ast.Constant) for arg in said):
        return None
    sentences = tuple(str(ast.literal_eval(arg)) for arg in said)
    return sentences if count > 1 else sentences[0]


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def check_template(fresh: Path) -> Iterator[str]:
    written = TEMPLATE.read_text("utf-8") if TEMPLATE.exists() else ""
    if written == fresh.read_text("utf-8"):
        return
    yield f"{TEMPLATE}: not what the code says; run: make messages"
    new, old = sentences(read(fresh)), sentences(read(TEMPLATE)) if written else set()
    yield from (f"{TEMPLATE}: {msgid!r}: new in the code" for msgid in sorted(new - old))
    yield from (f"{TEMPLATE}: {msgid!r}: no longer in the code" for msgid in sorted(old - new))


def check_catalogue(locale: str, template: Catalog) -> Iterator[str]:
    path = Path("locales", locale, "LC_MESSAGES", "messages.po")
    catalogue = read(path, locale)
    if catalogue.fuzzy:
        yield f"{path}: its header is marked fuzzy, so that pybabel would not compile it"
    for message in template:
        if message.id:
            translated = catalogue.get(message.id, context=message.context)
            for trouble in check_message(message, translated, catalogue.num_plurals):
                yield f"{path}: {singular(message)!r}: {trouble}"
    for msgid in sorted(sentences(catalogue) - sentences(template)):
        yield f"{path}: {msgid!r}: no longer in the code; run: make messages"


def check_message(source: Message, translated: Message | None, num_plurals: int) -> Iterator[str]:
    if translated is None:
        yield "missing; run: make messages"
        return
    if translated.fuzzy:
        yield "fuzzy"
    if source.pluralizable != translated.pluralizable:
        yield "plural in one place, not in the other; run: make messages"
        return
    models = forms(source.id)
    if source.pluralizable:  # the first form speaks of one, unless the language has only one form
        models = models[:1] * (num_plurals > 1) + models[1:] * max(1, num_plurals - 1)
    said = forms(translated.string)
    if len(said) != len(models) or not all(said):
        yield "not translated"
        return
    for ours, theirs in zip(map(placeholders, models), map(placeholders, said), strict=True):
        if ours != theirs:
            yield f"says {show(theirs)} instead of {show(ours)}"


def forms(text: object) -> list[str]:
    """The one form of a plain sentence, or all forms of a plural."""
    return [str(form or "") for form in text] if isinstance(text, list | tuple) else [str(text)]


def placeholders(sentence: str) -> set[str]:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(sentence) if field is not None]
    except ValueError as error:
        return {f"a broken placeholder ({error})"}
    return {f"{{{field}}}" for field in fields}


def show(fields: set[str]) -> str:
    return ", ".join(sorted(fields)) or "no placeholder"


def sentences(catalogue: Catalog) -> set[str]:
    return {singular(message) for message in catalogue if message.id}


def singular(message: Message) -> str:
    return forms(message.id)[0]


def read(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
