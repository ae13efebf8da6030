"""The one page, and what it is made of: style, scripts and the font, all from here."""

from __future__ import annotations

import json
import mimetypes
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import fontpkg_sarabun
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.render.language import DEFAULT_LANGUAGE, LANGUAGES, speaker
from bot.render.text import web_page

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/css", ".css")
mimetypes.add_type("image/svg+xml", ".svg")
# Windows may have other ideas in its registry, and a browser then refuses the modules.

STATIC = Path(__file__).parent / "static"
FONTS = Path(fontpkg_sarabun.__file__).parent / "files"


def routes() -> list[BaseRoute]:
    return [
        Route("/", page, methods=["GET"]),
        Route("/favicon.ico", icon, methods=["GET"]),
        Mount("/static/fonts", _Files(FONTS, "public, max-age=31536000, immutable")),
        Mount("/static", _Files(STATIC, "no-cache")),
    ]


class _Files(StaticFiles):
    """`cache`: a page must not meet the modules of an older program, while a font stays itself."""

    def __init__(self, directory: Path, cache: str) -> None:
        super().__init__(directory=directory)
        self._cache = cache

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = self._cache
        return response


async def page(request: Request) -> Response:
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    return HTMLResponse(_page(language_of(request)), headers=headers)


async def icon(request: Request) -> Response:
    return Response(status_code=204)


def language_of(request: Request) -> str:
    """The one asked for, else the first of the browser's that we speak, else Thai."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    wanted = request.headers.get("accept-language", "").split(",")
    known = (one.partition(";")[0].strip().lower().partition("-")[0] for one in wanted)
    return next((one for one in known if one in LANGUAGES), DEFAULT_LANGUAGE)


@cache
def _page(language: str) -> str:
    labels = web_page.labels(speaker(language))
    template = Template((STATIC / "page.html").read_text(encoding="utf-8"))
    shown = {name: escape(label) for name, label in labels.items()}
    return template.substitute(shown, lang=language, labels=_inert(labels), modules=_preloads())


def _preloads() -> str:
    """All modules at once; else the browser finds one after another, each behind the last."""
    names = sorted(module.name for module in (STATIC / "js").glob("*.js"))
    return "".join(f'<link rel="modulepreload" href="/static/js/{name}">\n' for name in names)


def _inert(labels: dict[str, str]) -> str:
    """JSON that ends no element, whatever a sentence holds."""
    return json.dumps(labels, ensure_ascii=False).replace("<", "\\u003c")
