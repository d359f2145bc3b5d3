"""What the check accepts a kiosk takes, and what a kiosk would refuse the check tells with its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.compile import compile_source
from kiosk.content.soundness import inspect
from tests.content.desk import TODAY, Desk
from tests.content.forger import CANOE, TYPEFACE, jpeg, opus, png

Spoil = Callable[[Desk, int], None]
DOCTOR = "pages/health/doctor.md"
PAGE = "---\ntitle: Otra\nsummary: Otra página\nsource: brochure\nchecked: 2026-11-01\n---\n\nTexto.\n"
HEADER = 'msgid ""\nmsgstr ""\n\n'
LANGUAGE = "languages/fr/language.yaml"


def taken(desk: Desk) -> None:
    """Compile what the check accepts, and have it inspected as a kiosk does."""
    assert desk.errors() == []
    bundle = desk.folder.parent / "bundle"
    compile_source(desk.folder, bundle, today=TODAY)
    inspect(bundle)


# ---------------------------------------------------------------- how much there may be


def write_blocks(desk: Desk, count: int) -> None:
    text = desk.read("pages/urgent/help.md")
    desk.write("pages/urgent/help.md", text + "".join(f"\nTexto {number}.\n" for number in range(count - 1)))


def write_pages(desk: Desk, count: int) -> None:
    for number in range(count - 2):
        desk.write(f"pages/health/p{number}.md", PAGE)


def write_topics(desk: Desk, count: int) -> None:
    more = "".join(
        f'  - id: t{number}\n    icon: stethoscope\n    colour: "#075C43"\n    title: Tema\n'
        for number in range(count - 3)
    )
    desk.append("bundle.yaml", more)


def write_contacts(desk: Desk, count: int) -> None:
    more = (f"- {{id: c{number}, name: Oficina, icon: headset, checked: 2026-11-01}}\n" for number in range(count - 2))
    desk.append("contacts.yaml", "".join(more))


def write_phrases(desk: Desk, count: int) -> None:
    desk.append("phrases.yaml", "".join(f"- {{id: p{number}, text: Hola.}}\n" for number in range(count - 1)))


def write_notices(desk: Desk, count: int) -> None:
    desk.append("notices.yaml", "".join(f"- {{id: n{number}, text: Hola.}}\n" for number in range(count - 1)))


def write_sources(desk: Desk, count: int) -> None:
    more = (f'- {{id: s{number}, title: x, publisher: x, year: "2022"}}\n' for number in range(count - 1))
    desk.append("sources.yaml", "".join(more))


def write_centres(desk: Desk, count: int) -> None:
    for number in range(count - 1):
        desk.write(f"sites/s{number}.yaml", "name: Centro\ntitle: Información\n")


def write_languages(desk: Desk, count: int) -> None:
    codes = ["es", "en", "fr", *(f"x{a}{b}" for a in "abcdefgh" for b in "abcdefghijklmnop")][:count]
    desk.change("bundle.yaml", "[es, en, fr]", f"[{', '.join(codes)}]")
    for code in codes[3:]:
        desk.write(f"languages/{code}/language.yaml", "endonym: Otra\n")


def write_phones(desk: Desk, count: int) -> None:
    phones = ", ".join(f'"+507 305-{3350 + number}"' for number in range(count))
    desk.change("contacts.yaml", '"+507 305-3350"', phones)


def write_accounts(desk: Desk, count: int) -> None:
    desk.change("contacts.yaml", '["@oimpanama"]', f"[{', '.join(f'x{number}' for number in range(count))}]")


def write_words(desk: Desk, count: int) -> None:
    more = (f'msgid "w{number}"\nmsgstr "m{number}"\n\n' for number in range(count))
    desk.write("languages/fr/ui.po", HEADER + "".join(more))


AMOUNTS: dict[str, tuple[Spoil, int, str]] = {
    "blocks": (write_blocks, 500, "pages/urgent/help.md:1010: the page has 501 paragraphs, headings and items, 500"),
    "pages of a topic": (write_pages, 1000, "pages/health: the topic has 1001 pages, 1000 fit; make two topics of it"),
    "topics": (write_topics, 100, "bundle.yaml: there are 101 topics, 100 fit; take some out"),
    "contacts": (write_contacts, 500, "contacts.yaml: there are 501 contacts, 500 fit"),
    "phrases": (write_phrases, 500, "phrases.yaml: there are 501 phrases, 500 fit"),
    "notices": (write_notices, 500, "notices.yaml: there are 501 notices, 500 fit"),
    "sources": (write_sources, 2000, "sources.yaml: there are 2001 sources, 2000 fit"),
    "centres": (write_centres, 1000, "sites: there are 1001 centres, 1000 fit"),
    "languages": (write_languages, 100, "bundle.yaml: there are 101 languages, 100 fit"),
    "phones": (write_phones, 12, 'contacts.yaml:5: "phones" has 13 entries, 12 fit; make two contacts of it'),
    "accounts": (write_accounts, 12, 'contacts.yaml:8: "social" has 13 entries, 12 fit'),
    "words of the screens": (write_words, 5000, "languages/fr/ui.po: there are 5001 texts of the screens, more than 5"),
}


@pytest.mark.parametrize("spoil, most, told", AMOUNTS.values(), ids=AMOUNTS.keys())
def test_as_much_as_a_kiosk_takes_is_accepted(desk: Desk, spoil: Spoil, most: int, told: str) -> None:
    spoil(desk, most)

    taken(desk)


@pytest.mark.parametrize("spoil, most, told", AMOUNTS.values(), ids=AMOUNTS.keys())
def test_more_than_a_kiosk_takes_is_told(desk: Desk, spoil: Spoil, most: int, told: str) -> None:
    spoil(desk, most + 1)

    assert [error for error in desk.errors() if error.startswith(told)], desk.errors()


# ---------------------------------------------------------------- how long a text may be

LENGTHS: dict[str, tuple[str, str, str, int, str]] = {
    "endonym": (LANGUAGE, "endonym: {}\n", "", 60, f"{LANGUAGE}:1: the text has 61 characters, 60 fit"),
    "greeting": (LANGUAGE, "greeting: {}\n", "", 120, f"{LANGUAGE}:1: the text has 121 characters, 120 fit"),
    "publisher": ("sources.yaml", "publisher: {}", "publisher: OIM Panamá", 400, "sources.yaml:3: the text has 401"),
    "account": ("contacts.yaml", '["{}"]', '["@oimpanama"]', 120, "contacts.yaml:8: the text has 121 characters, 120"),
    "e-mail": (
        "contacts.yaml",
        "email: {}@iom.int",
        "email: iompanama@iom.int",
        254 - len("@iom.int"),
        "contacts.yaml:6: the text has 255 characters, 254 fit; compare it with its source",
    ),
    "keyword": (DOCTOR, "keywords: {}", "keywords: doctor, médico, enfermo", 400, f"{DOCTOR}:7: a word has more than"),
}


def write_long(desk: Desk, file: str, new: str, old: str, length: int) -> None:
    text = new.format("x" * length)
    if old:
        desk.change(file, old, text)
    else:
        desk.write(file, text)


@pytest.mark.parametrize("file, new, old, length, told", LENGTHS.values(), ids=LENGTHS.keys())
def test_a_text_as_long_as_a_kiosk_takes_is_accepted(
    desk: Desk, file: str, new: str, old: str, length: int, told: str
) -> None:
    write_long(desk, file, new, old, length)

    taken(desk)


@pytest.mark.parametrize("file, new, old, length, told", LENGTHS.values(), ids=LENGTHS.keys())
def test_a_text_that_is_too_long_for_a_kiosk_is_told(
    desk: Desk, file: str, new: str, old: str, length: int, told: str
) -> None:
    write_long(desk, file, new, old, length + 1)

    assert [error for error in desk.errors() if error.startswith(told)], desk.errors()


def test_a_block_of_ligatures_makes_no_word_that_is_too_long(desk: Desk) -> None:
    desk.change(DOCTOR, "Pida un intérprete.", "ﬃ" * 150)

    assert desk.errors()[:1] == [f"{DOCTOR}:19: a word has more than 400 letters; put blanks between the words"]


# ---------------------------------------------------------------- characters that no file may hold

ESCAPES: dict[str, tuple[str, str, str, str]] = {
    "title": (DOCTOR, "title: Ver a un doctor", 'title: "Ver\\ea un doctor"', f"{DOCTOR}:2: the character U+001B"),
    "keywords": (DOCTOR, "keywords: doctor", 'keywords: "doctor\\0"#', f"{DOCTOR}:7: the character U+0000 cannot"),
    "contact": ("contacts.yaml", "note: Pregunte aquí", 'note: "a\\u202Eb"', "contacts.yaml:4: the character U+202E"),
    "account": ("contacts.yaml", "@oimpanama", "@oim\\u2028", "contacts.yaml:8: the character U+2028 cannot be shown"),
    "hidden in a phone": ("contacts.yaml", "+507 305", "+507\\u200B 305", "contacts.yaml:5: the character U+200B cann"),
    "hidden in a site": (
        "contacts.yaml",
        "social:",
        'web: "iom.int/\\u200Ex"\n  social:',
        "contacts.yaml:8: the cha",
    ),
    "publisher": ("sources.yaml", "publisher: OIM", 'publisher: "\\a"#', "sources.yaml:3: the character U+0007 cannot"),
    "phrase": ("phrases.yaml", "text: Necesito", 'text: "\\x7f"#', "phrases.yaml:3: the character U+007F cannot be"),
    "notice": ("notices.yaml", "{place}", "{place}\\uFFFD", "notices.yaml:2: the character U+FFFD cannot be shown"),
    "centre": ("sites/station.yaml", "name: Estación", 'name: "\\N"#', "sites/station.yaml:1: the character U+0085"),
    "topic": (
        "bundle.yaml",
        "title: Salud",
        'title: "S\\balud"',
        "bundle.yaml:9: the character U+0008 cannot be shown",
    ),
    "accents": (DOCTOR, "> Pida", f"> Pida a{chr(0x20D0) * 9}", f"{DOCTOR}:19: there are too many accents on a lett"),
}


@pytest.mark.parametrize("file, old, new, told", ESCAPES.values(), ids=ESCAPES.keys())
def test_a_character_that_is_not_seen_is_told_however_it_was_written(
    desk: Desk, file: str, old: str, new: str, told: str
) -> None:
    desk.change(file, old, new)

    assert [error for error in desk.errors() if error.startswith(told)], desk.errors()


@pytest.mark.parametrize("file, text, told", [
    (LANGUAGE, 'greeting: "a\\ab"\n', f"{LANGUAGE}:1: the character U+0007 cannot be shown; delete it or type that"),
    ("languages/fr/keyboard.yaml", 'rows: ["a b\\a c"]\n', "languages/fr/keyboard.yaml:1: the character U+0007"),
    ("languages/fr/ui.po", f'{HEADER}msgid "Back"\nmsgstr "A\\vB"\n', "languages/fr/ui.po:4: a text of the screens"),
], ids=["language", "keyboard", "words of the screens"])  # fmt: skip
def test_a_language_brings_no_character_that_is_not_seen(desk: Desk, file: str, text: str, told: str) -> None:
    desk.write(file, text)

    assert [error for error in desk.errors() if error.startswith(told)], desk.errors()


@pytest.mark.parametrize("escape", ["\\v", "\\f", "\\b", "\\r"])
def test_a_translation_holds_no_character_that_is_not_seen(desk: Desk, escape: str) -> None:
    desk.translate("en")
    desk.change("translations/en.po", 'msgstr "en Ver a un doctor"', f'msgstr "en Ver a{escape}un doctor"')

    (error,) = desk.errors()

    assert "page:health/doctor#title: the character U+000" in error


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=70), place=st.sampled_from(["title", "keywords", "note", "social", "endonym"]))
def test_whatever_the_check_accepts_a_kiosk_takes(tmp_path: Path, text: str, place: str) -> None:
    shutil.rmtree(tmp_path / "source", ignore_errors=True)
    desk = Desk(tmp_path / "source")
    escaped = "".join(f"\\U{ord(character):08X}" for character in text)
    if place == "endonym":
        desk.write(LANGUAGE, f'endonym: "{escaped}"\n')
    elif place in {"note", "social"}:
        old = {"note": "Pregunte aquí", "social": '["@oimpanama"]'}[place]
        desk.change("contacts.yaml", old, f'"{escaped}"' if place == "note" else f'["{escaped}"]')
    else:
        desk.change(DOCTOR, {"title": "Ver a un doctor", "keywords": "doctor, médico, enfermo"}[place], f'"{escaped}"')

    if not desk.errors():
        taken(desk)


# ---------------------------------------------------------------- files

GOOD = TYPEFACE.read_bytes()
MANY = CANOE.replace("H1z", f"H1{'L1 2' * 2500}z").encode()
FILES: dict[str, tuple[str, bytes, str]] = {
    "a film": ("media/film.mp4", b"x", "no kiosk shows a file of this kind; a kiosk takes .svg, .png, .jpg, .jpeg, "),
    "a file of no kind": ("media/readme", b"x", "no kiosk shows a file of this kind"),
    "a picture that is none": ("media/photo.png", b"x", "this is no PNG or JPEG, or has more than 32 megapixels; save"),
    "a picture of a gigapixel": ("media/photo.jpg", jpeg(65_535, 65_535), "this is no PNG or JPEG, or has more than"),
    "a clip that is none": ("media/clip.opus", b"x", "this is no clip in Ogg, made with Opus or Vorbis; save it again"),
    "a typeface that is none": ("media/own.ttf", b"x", "this is no TrueType or OpenType font that a kiosk can use"),
    "a drawing of many corners": ("media/icons/raft.svg", MANY, "the drawing has 5012 numbers, 5000 fit; simplify it"),
    "a drawing with a script": (
        "media/boats/raft.svg",
        CANOE.replace("<path", "<script/><path").encode(),
        "<script> is refused in a pictogram",
    ),
    "a drawing that is no UTF-8": ("media/boats/raft.svg", b"\xff" + CANOE.encode(), "the file is not UTF-8"),
    "a drawing that is too large": (
        "media/boats/raft.svg",
        CANOE.replace("z'", f"z{' ' * 40_000}'").encode(),
        "the file has 40 KiB, more than the 32 KiB allowed",
    ),
    "a name that ends in a dot": ("media/boats./photo.png", png(4, 4), "a file in media cannot have that name; rename"),
}  # fmt: skip


@pytest.mark.parametrize("name, content, told", FILES.values(), ids=FILES.keys())
def test_a_file_that_no_kiosk_shows_is_told(desk: Desk, name: str, content: bytes, told: str) -> None:
    path = desk.folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    (error,) = desk.errors()

    assert error.startswith(name)
    assert f": {told}" in error


@pytest.mark.parametrize("name, content", [
    ("media/photo.png", png(8000, 4000)), ("media/photo.jpeg", jpeg(4000, 3000)), ("media/clip.ogg", opus()),
    ("media/boats/raft.svg", CANOE.encode()), ("media/icons/raft.svg", MANY.replace(b"L1 2" * 6, b"")),
    ("media/own.ttf", GOOD),
], ids=["picture", "photo", "clip", "drawing", "corners", "typeface"])  # fmt: skip
def test_a_file_that_kiosks_show_is_accepted(desk: Desk, name: str, content: bytes) -> None:
    path = desk.folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    taken(desk)


def test_a_font_that_is_none_is_told(desk: Desk) -> None:
    desk.write(LANGUAGE, "font: own.ttf\n")
    (desk.folder / "languages" / "fr" / "own.ttf").write_bytes(b"no font")

    assert [error.partition(";")[0] for error in desk.errors()] == [
        "languages/fr/own.ttf: this is no TrueType or OpenType font that a kiosk can use"
    ]


def test_fonts_that_are_too_large_together_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.content.check.media.MOST_TYPE", len(GOOD) - 1)
    desk.write(LANGUAGE, "font: own.ttf\n")
    (desk.folder / "languages" / "fr" / "own.ttf").write_bytes(GOOD)

    (error,) = desk.errors()

    assert error.startswith("languages: the fonts of all languages have 0 MiB, 0 fit; take smaller ones")


def test_more_files_than_a_kiosk_takes_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.content.check.media.MOST_FILES", 1)
    desk.write("media/one.svg", CANOE)
    desk.write("media/two.svg", CANOE)

    assert desk.errors() == [
        "media: there are 2 files, more than the 1 that a kiosk takes; take out those that nothing shows"
    ]
