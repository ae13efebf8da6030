"""The one page and what it is made of."""

from __future__ import annotations

import json
import re
from html import unescape
from string import Template

import pytest

from bot.demo.web import page
from bot.render.language import LANGUAGES, speaker
from bot.render.text import web_page
from tests.demo.web.conftest import Site

HTML = (page.STATIC / "page.html").read_text(encoding="utf-8")
CSS = (page.STATIC / "chat.css").read_text(encoding="utf-8")
SCRIPTS = sorted((page.STATIC / "js").glob("*.js"))
JS = "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
IN_PAGE = set(Template(HTML).get_identifiers()) - {"lang", "labels", "modules"}
BETWEEN = re.compile(r'<script type="application/json" id="labels">(.*?)</script>', re.DOTALL)


def test_every_name_in_the_page_and_its_scripts_has_a_label() -> None:
    in_scripts = set(re.findall(r'\blabel\("(\w+)"', JS))
    assert web_page.LABELS.keys() >= IN_PAGE
    assert in_scripts <= web_page.LABELS.keys()


def test_every_label_is_used() -> None:
    quoted = set(re.findall(r'"(\w+)"', JS))
    assert web_page.LABELS.keys() <= IN_PAGE | quoted


def test_the_page_itself_fills_nothing_into_its_labels() -> None:
    labels = web_page.labels(speaker("th"))
    assert [name for name in IN_PAGE if re.search(r"\{\w+\}", labels[name])] == []


def test_a_label_is_filled_with_the_same_in_every_language() -> None:
    thai, english = (web_page.labels(speaker(language)) for language in LANGUAGES)

    def filling(label: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", label))

    assert [n for n in english if filling(thai[n]) != filling(english[n])] == []
    assert [n for n in thai if not thai[n].strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_comes_in_its_language_with_all_labels(site: Site, language: str) -> None:
    answer = await site.get("/", language)
    found = BETWEEN.search(answer.text)
    assert f'<html lang="{language}">' in answer.text
    assert found is not None
    assert json.loads(found[1]) == web_page.labels(speaker(language))
    assert unescape(answer.text).count("$") == 0


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("th-TH,th;q=0.9,en;q=0.8", "th"),
        ("de-DE,de;q=0.9,en;q=0.8", "en"),
        ("fr", "th"),
        ("", "th"),
        (";;,,=", "th"),
    ],
)
async def test_a_first_visit_speaks_a_language_of_the_browser_else_thai(
    site: Site, accepted: str, language: str
) -> None:
    answer = await site.opens("/", accept_language=accepted)
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["vary"] == "Accept-Language"


async def test_no_label_can_end_the_script_or_become_markup(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = web_page.labels(speaker("en")) | {"send": "</script><!--<script>\"'&$x"}
    monkeypatch.setattr(web_page, "labels", lambda _: hostile)
    monkeypatch.setattr(page, "_page", page._page.__wrapped__)
    answer = await site.get("/", "en")
    found = BETWEEN.search(answer.text)
    assert found is not None
    assert json.loads(found[1]) == hostile
    assert answer.text.count("</script>") == HTML.count("</script>")
    assert "<!--" not in answer.text


def test_nothing_in_the_page_is_against_its_own_policy() -> None:
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", HTML)
    assert not re.search(r"\s(?:style|on\w+)=", HTML)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b", JS)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", HTML)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/chat.css", "text/css"),
        ("/static/icon.svg", "image/svg+xml"),
        *((f"/static/js/{script.name}", "text/javascript") for script in SCRIPTS),
        *((f"/static/fonts/Sarabun-{cut}.ttf", "font/ttf") for cut in ("Regular", "Bold")),
    ],
)
async def test_what_the_page_is_made_of_comes_as_what_it_is(
    site: Site, path: str, kind: str
) -> None:
    answer = await site.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_whatever_the_page_names_is_there(site: Site) -> None:
    named = set(re.findall(r'(?:src|href)="(/[^"]+)"', HTML))
    named |= set(re.findall(r'url\("?(/[^")]+)"?\)', CSS))
    named |= {f"/static/js/{name}" for name in re.findall(r'from "\./([^"]+)"', JS)}
    assert len(named) > 20
    assert [path for path in sorted(named) if (await site.get(path)).status_code != 200] == []


@pytest.mark.parametrize("path", ["/static/../channel.py", "/static/%2e%2e/channel.py", "/nothing"])
async def test_nothing_else_is_served(site: Site, path: str) -> None:
    assert (await site.get(path)).status_code == 404


async def test_no_icon_is_no_error(site: Site) -> None:
    assert (await site.get("/favicon.ico")).status_code == 204
