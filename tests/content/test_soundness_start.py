"""What is in start.json cannot harm a kiosk; nor can it be too much."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.bundle.names import is_allowed
from kiosk.content.library import load_start
from kiosk.content.library.shapes import CODE, FILE, LONGEST_WORD, MOST_LANGUAGES, NAME
from kiosk.content.soundness import inspect
from kiosk.content.source.cldr import CODE as SOURCE_CODE
from kiosk.content.source.fields import ID
from kiosk.errors import BundleError
from tests.content.forger import Forger, Json

ARABIC = {"code": "ar", "endonym": "العربية", "greeting": "", "locale": "ar", "direction": "rtl", "font": ""}


def first(start: Json, **changes: object) -> None:
    start["languages"][0].update(changes)


def site(start: Json, **changes: object) -> None:
    start["sites"][0].update(changes)


def nest(depth: int) -> list[object]:
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


CHANGES: dict[str, Callable[[Json], object]] = {
    "a hundred thousand languages": lambda s: s.update(
        languages=[{**ARABIC, "code": f"a{chr(97 + n % 26)}-{n:06}"} for n in range(100_000)]
    ),
    "no language": lambda s: s.update(languages=[]),
    "a language twice": lambda s: s["languages"].append(s["languages"][0]),
    "languages that are texts": lambda s: s.update(languages=["es"]),
    "a language that is a text": lambda s: s.update(languages="es"),
    "a language with another key": lambda s: first(s, script="x"),
    "a language without a key": lambda s: s["languages"][0].pop("locale"),
    "an unknown direction": lambda s: first(s, direction="ttb"),
    "a direction that is a list": lambda s: first(s, direction=["ltr"]),
    "a name with a control": lambda s: first(s, endonym="Espa\x07ñol"),
    "a name with a NUL": lambda s: first(s, endonym="Español\0"),
    "a name backwards": lambda s: first(s, endonym="\u202elo\u0144apsE"),
    "a name of half a character": lambda s: first(s, endonym="\ud83d"),
    "a name on two lines": lambda s: first(s, endonym="Es\npañol"),
    "an empty name": lambda s: first(s, endonym=""),
    "a huge name": lambda s: first(s, endonym="E" * 100_000),
    "a name that is a number": lambda s: first(s, endonym=5),
    "a huge greeting": lambda s: first(s, greeting="¡" * 100_000),
    "a code that leads out of a folder": lambda s: first(s, code="../es"),
    "a code in capitals": lambda s: first(s, code="ES"),
    "a locale that leads out of a folder": lambda s: first(s, locale="../../../etc/passwd"),
    "a locale that is a number": lambda s: first(s, locale=1),
    "a font that is missing": lambda s: first(s, font="fonts/es.ttf"),
    "a font outside": lambda s: first(s, font="../../es.ttf"),
    "a font that is null": lambda s: first(s, font=None),
    "a source language not on offer": lambda s: s.update(source_language="de"),
    "a source language that is a list": lambda s: s.update(source_language=["es"]),
    "an id that leads out of a folder": lambda s: s.update(id="../x"),
    "an id that is a number": lambda s: s.update(id=7),
    "a title that is a text": lambda s: s.update(title="Información"),
    "a title in no language": lambda s: s["title"].update(de="Auskunft"),
    "a title that is a number": lambda s: s["title"].update(es=1),
    "a huge title": lambda s: s["title"].update(es="T" * 1_000_000),
    "a hundred thousand centres": lambda s: s.update(sites=s["sites"] * 100_000),
    "a centre twice": lambda s: s.update(sites=s["sites"] * 2),
    "a centre's id that is none": lambda s: site(s, id="Darién"),
    "a centre's language not on offer": lambda s: site(s, languages=["de"]),
    "a centre's languages that are a text": lambda s: site(s, languages="es"),
    "a centre's huge name": lambda s: site(s, name={"es": "N" * 100}),
    "a centre's name with marks heaped on it": lambda s: site(s, name={"es": "N" + "\u0301" * 30}),
    "a hash that is none": lambda s: s.update(content_sha256="x"),
    "words in no language": lambda s: s["ui_texts"].update(de={}),
    "words that are a list": lambda s: s["ui_texts"].update(es=["Back"]),
    "a word that is a list": lambda s: s["ui_texts"].update(es={"Back": ["Atrás"]}),
    "a word with a control": lambda s: s["ui_texts"].update(es={"Back": "Atrás\x1b[2J"}),
    "a word backwards": lambda s: s["ui_texts"].update(es={"Back": "\u202eAtrás"}),
    "a huge word": lambda s: s["ui_texts"].update(es={"Back": "A" * (LONGEST_WORD + 1)}),
    "a hundred thousand words": lambda s: s["ui_texts"].update(es={str(n): "A" for n in range(100_000)}),
    "media that are a list": lambda s: s.update(media=[]),
    "a hundred thousand media": lambda s: s.update(media={f"m{n}.svg": "0" * 64 for n in range(100_000)}),
    "a file with a hash that is none": lambda s: s["media"].update({"photo.png": "0"}),
    "a file with a hash that is a number": lambda s: s["media"].update({"photo.png": 0}),
    **{
        f"a file called {name!a:.40}": lambda s, name=name: s["media"].update({name: "0" * 64})  # type: ignore[misc]
        for name in (
            "", "/etc/passwd", "../start.json", "icons/../x.svg", "icons\\x.svg", "Icons/x.svg", ".x.svg", "x\0.svg",
            "x.svg\n", "é.svg", "a/b/c/d/e.svg", "x" * 300 + ".svg", "con ", "icons//x.svg", "icons/",
        )
    },
    "no format": lambda s: s.pop("format"),
    "another format": lambda s: s.update(format=99),
    "a key that is missing": lambda s: s.pop("sites"),
    "nests": lambda s: s.update(sites=nest(900)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_an_absurd_start_is_refused_by_the_start_screen_and_the_inspection(
    forger: Forger, change: Callable[[Json], object]
) -> None:
    forger.start(change)
    begin = time.thread_time()

    for check in (load_start, inspect):
        with pytest.raises(BundleError, match=r"damaged|too large|of another format") as refusal:
            check(forger.bundle)
        assert str(refusal.value).isprintable()
    assert time.thread_time() - begin < 3


@pytest.mark.parametrize("content", [
    b"", b"\xff\xfe", b"null", b"[]", b'"x"', b"[" * 1_000_000, b'{"a":' * 500_000, b"1" * 100_000, b'{"format": NaN}',
    b" " * (17 * 1024 * 1024),
], ids=["nothing", "UTF-16", "null", "a list", "a text", "depth", "keys", "a number", "NaN", "17 MiB"])  # fmt: skip
def test_what_is_no_start_is_refused(forger: Forger, content: bytes) -> None:
    (forger.bundle / "start.json").write_bytes(content)

    for check in (load_start, inspect):
        with pytest.raises(BundleError):
            check(forger.bundle)


@pytest.mark.parametrize("kind", ["folder", "link to a device", "missing"])
def test_a_start_that_is_no_file_is_refused(forger: Forger, kind: str) -> None:
    path = forger.bundle / "start.json"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.symlink_to("/dev/zero")

    with pytest.raises(BundleError):
        load_start(forger.bundle)


def test_a_start_of_what_the_compiler_allows_is_read(forger: Forger) -> None:
    def fill(start: Json) -> None:
        codes = [f"a{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(MOST_LANGUAGES - 3)]
        start["languages"] += [{**ARABIC, "code": code} for code in codes]
        start["ui_texts"]["es"] = {"menu\x04Back": "Atrás,\n\tvolver"}
        start["title"]["es"] = f"\u2067{'T' * 400}\u2069"

    forger.start(fill)

    start = load_start(forger.bundle)

    assert len(start.languages) == MOST_LANGUAGES
    assert start.ui_texts["es"] == {"menu\x04Back": "Atrás,\n\tvolver"}


def test_names_are_those_that_a_source_and_a_repository_may_have() -> None:
    assert (NAME.pattern, CODE.pattern) == (ID.pattern, SOURCE_CODE.pattern)
    for name in ("a.svg", "icons/a.svg", "a/b/c/d.svg", "a/b/c/d/e.svg", "x" * 41, "x" * 42, "A.svg", "../a", "a..b"):
        assert (FILE.fullmatch(name) is not None) == is_allowed(f"media/{name}"), name


def test_the_start_of_another_bundle_is_refused(forger: Forger, tmp_path: Path) -> None:
    forger.start(lambda start: start.update(id="other"))

    with pytest.raises(BundleError, match="of different bundles"):
        inspect(forger.bundle)
    assert json.loads((forger.bundle / "start.json").read_bytes())["id"] == load_start(forger.bundle).bundle_id
