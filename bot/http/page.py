"""A small page of words and at most one button; no script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from http import HTTPStatus
from string import Template
from typing import Final

from starlette.responses import HTMLResponse, Response

from bot.render.text.file_page import Page

STYLE: Final = """
:root { color-scheme: light dark; --ink: #17211d; --paper: #f4f7f5; --card: #fff; --soft: #56645e;
  --accent: #1f6b57; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8efeb; --paper: #111815; --card: #1b2420;
  --soft: #a3b3ab; --accent: #7fd1b4; --on-accent: #0d1f18; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Sarabun, "Noto Sans Thai", Thonburi, system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1.25rem; border-radius: 1rem;
  background: var(--card); overflow-wrap: anywhere; }
main + main { margin-top: 1rem; }
h1 { margin: 0 0 .75rem; font-size: 1.3rem; line-height: 1.5; text-wrap: balance; }
p { margin: 0 0 .5rem; }
button, .button { display: block; width: 100%; min-height: 3.25rem; margin: 1rem 0;
  padding: .6rem 1rem; border: 0; border-radius: .8rem; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer; }
code { display: block; padding: .6rem .8rem; border: 1px solid var(--soft); border-radius: .5rem;
  font-size: .9375rem; user-select: all; -webkit-user-select: all; }
.note { margin: 0; color: var(--soft); font-size: .9375rem; }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
_WHOLE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<title>$title</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>$style</style>
</head>
<body>
$parts
</body>
</html>
""")


def shown(
    pages: Mapping[str, Page],
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`pages`: the same in each of these languages, the first as the title."""
    return HTMLResponse(_whole([*pages.items()]), status, {**HEADERS, **(headers or {})})


def shown_together(language: str, pages: Sequence[Page]) -> Response:
    """One below another, the first as the title."""
    return HTMLResponse(_whole([(language, page) for page in pages]), headers=HEADERS)


def _whole(pages: Sequence[tuple[str, Page]]) -> str:
    language, first = pages[0]
    parts = "\n".join(_part(*one) for one in pages)
    return _WHOLE.substitute(language=language, title=escape(first.title), style=STYLE, parts=parts)


def _part(language: str, page: Page) -> str:
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in page.lines)
    address = f"<code>{escape(page.address)}</code>" if page.address else ""
    note = f'<p class="note">{escape(page.note)}</p>' if page.note else ""
    parts = [f"<h1>{escape(page.title)}</h1>", lines, _button(page), address, note]
    return "\n".join([f'<main lang="{language}">', *filter(None, parts), "</main>"])


def _button(page: Page) -> str:
    label = escape(page.button)
    if page.link:
        return f'<a class="button" href="{escape(page.link)}">{label}</a>'
    return f'<form method="post"><button>{label}</button></form>' if label else ""
