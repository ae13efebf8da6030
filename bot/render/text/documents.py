"""How the documents of a step stand: a line each, in /files and on the step's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.documents import Paper, Stand
from bot.domain.message import Button, Text, join
from bot.domain.sop import Document, DocumentKind
from bot.render.language import N_, Say
from bot.render.text import names

TITLE_LENGTH = 50
"""Of a line of the list; above its files stands the whole title."""
REASON_LENGTH = 80


def checklist(say: Say, papers: Sequence[Paper]) -> Text:
    """A line for each, with the place by which people type it."""
    lines = (
        say(
            _suggested(paper) or _returned(paper, _RETURNED) or _LISTED[paper.stand],
            place=paper.place,
            title=names.shorten(paper.document.title, TITLE_LENGTH),
            reason=names.shorten(paper.reason, REASON_LENGTH),
        )
        for paper in papers
    )
    return join([*lines])


def _suggested(paper: Paper) -> str:
    missing = paper.stand is Stand.MISSING and paper.document.kind is DocumentKind.SUGGESTED
    return N_("○ {place}. {title} (suggested)") if missing else ""


def _returned(paper: Paper, sentence: str) -> str:
    """In a group, where no reason is told."""
    return sentence if paper.stand is Stand.RETURNED and not paper.reason else ""


def on_card(say: Say, document: Document, paper: Paper | None, labels: str) -> Text:
    """`labels`: of the files that are it; `paper`: None, if nobody attaches it."""
    sentence = _on_card(paper) if paper else ""
    if paper is None or not sentence:
        plainly = N_("✓ {title} ({labels})") if labels else _NOT_ATTACHED[document.kind]
        return say(plainly, title=document.title, labels=labels)
    reason = names.shorten(paper.reason, REASON_LENGTH)
    return say(sentence, title=document.title, labels=labels, reason=reason)


def _on_card(paper: Paper) -> str:
    return _returned(paper, _RETURNED_ON_CARD) or _ON_CARD.get(paper.stand, "")


def review_row(say: Say, paper: Paper) -> tuple[Button, ...]:
    """Under the newest file of a document, for whoever verifies."""
    assert paper.file is not None
    label, id = paper.file.label, paper.file.id
    return (
        Button(say.caption("Accept {label}", label=label), f"accept f{id}"),
        Button(say.caption("Return {label}", label=label), f"sendback f{id}"),
    )


_RETURNED = N_("⚠ {place}. {title} (returned)")
_RETURNED_ON_CARD = N_("⚠ {title} ({labels}, returned)")
_LISTED: Mapping[Stand, str] = {
    Stand.MISSING: N_("○ {place}. {title} (not attached yet)"),
    Stand.RECEIVED: N_("✓ {place}. {title}"),
    Stand.ACCEPTED: N_("✓ {place}. {title} (accepted)"),
    Stand.RETURNED: N_("⚠ {place}. {title} (returned: {reason})"),
    Stand.WAIVED: N_("– {place}. {title} (not needed: {reason})"),
}
_ON_CARD: Mapping[Stand, str] = {
    Stand.ACCEPTED: N_("✓ {title} ({labels}, accepted)"),
    Stand.RETURNED: N_("⚠ {title} ({labels}, returned: {reason})"),
    Stand.WAIVED: N_("– {title} (not needed: {reason})"),
}
_NOT_ATTACHED: Mapping[DocumentKind, str] = {
    DocumentKind.EVIDENCE: N_("○ {title} (not attached yet)"),
    DocumentKind.SUGGESTED: N_("○ {title} (suggested)"),
    DocumentKind.REFERENCE: N_("• {title} (reference)"),
}
