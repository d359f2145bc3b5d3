"""Reads a source's folder into a tree, and goes on after each problem."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk import icons
from kiosk.content.drawings import LIMIT, NAME, flaws
from kiosk.content.files import MEDIA_LIMIT, read_text
from kiosk.content.model import Page, Site
from kiosk.content.report import Place, Report
from kiosk.content.source import records
from kiosk.content.source.bundle import read_bundle
from kiosk.content.source.fields import check_id, slug
from kiosk.content.source.folder import Folder
from kiosk.content.source.keyboards import read_keyboards
from kiosk.content.source.languages import read_catalogues, read_languages
from kiosk.content.source.misnamed import note_misnamed, refuse_document
from kiosk.content.source.pages import in_order, misplaced, read_page
from kiosk.content.source.screen_texts import read_screen_texts
from kiosk.content.source.tree import Link, SourceTree

#: What a file in a bundle may be called, its folder included; on a stick of Windows no name ends in a dot.
BUNDLE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}(?:/[a-z0-9](?:[a-z0-9_.-]{0,39}[a-z0-9_-])?){0,4}")
_ICONS = "media/icons"


def read(path: Path) -> tuple[SourceTree, Report]:
    """Return what could be read of a source, and what could not.

    Raises:
        SourceError: There is no such folder.
    """
    folder = Folder(path)
    bundle = read_bundle(folder)
    pages, links = _pages(folder)
    _take_media(folder)
    note_misnamed(bundle.codes, folder)
    tree = SourceTree(
        folder=path,
        id=bundle.id,
        title=bundle.title,
        source_language=bundle.source_language,
        country=bundle.country,
        languages=read_languages(bundle.codes, folder),
        topics=bundle.topics,
        sources=records.records("sources.yaml", "source", records.source, folder),
        contacts=records.records("contacts.yaml", "contact", records.contact, folder),
        phrases=records.records("phrases.yaml", "phrase", records.phrase, folder),
        notices=records.records("notices.yaml", "notice", records.notice, folder),
        sites=_sites(folder),
        pages=in_order(pages, bundle.topics),
        screen_texts=read_screen_texts(bundle.codes, folder),
        keyboards=read_keyboards(bundle.codes, bundle.source_language, folder),
        media=folder.media,
        catalogues=read_catalogues(bundle.codes, bundle.source_language, folder),
        text_size=folder.size,
        links=links,
        places=folder.notes.places,
    )
    return tree, folder.report


def _pages(folder: Folder) -> tuple[list[Page], dict[str, tuple[Link, ...]]]:
    pages: list[Page] = []
    links: dict[str, tuple[Link, ...]] = {}
    for name in folder.below("pages"):
        if misplaced(name, folder.notes) or (text := folder.text(name)) is None:
            continue
        if found := read_page(text, name, folder.notes):
            page, links[page.id] = found
            pages.append(page)
    return pages, links


def _sites(folder: Folder) -> tuple[Site, ...]:
    found: list[Site] = []
    for name in folder.below("sites"):
        stem = name.removeprefix("sites/").removesuffix(".yaml")
        if refuse_document(name, folder.report):
            continue
        if not name.endswith(".yaml") or "/" in stem:
            what_to_do = "call it sites/NAME.yaml"
            folder.report.error(Place(name), "no file of that name is read", what_to_do)
            continue
        check_id(stem, Place(name), folder.report)
        if mapping := folder.mapping(name, "write name and title into it"):
            found.append(records.site(mapping, name, stem, folder.notes))
    return tuple(found)


def _take_media(folder: Folder) -> None:
    for name in folder.below("media"):
        if BUNDLE_NAME.fullmatch(name):
            if name.startswith(f"{_ICONS}/"):
                _note_drawing(name, folder)
            if folder.fits(name, MEDIA_LIMIT):
                folder.media[name.removeprefix("media/")] = name
            continue
        parts = name.split("/")
        better = "/".join(".".join(slug(word) for word in part.strip(".").split(".")) for part in parts)
        what_to_do = f"rename it, as in {better}"
        folder.report.error(Place(name), "a file in media cannot have that name", what_to_do)


def _note_drawing(name: str, folder: Folder) -> None:
    """Note what is wrong with a pictogram of the source's own."""
    stem = name.removeprefix(f"{_ICONS}/").removesuffix(".svg")
    if not name.endswith(".svg") or "/" in stem:
        folder.report.refuse(name, "a pictogram is one SVG file", f"call it {_ICONS}/NAME.svg, or move it away")
    elif stem in icons.names():
        what_to_do = "give it another name, and write that where it is used"
        folder.report.refuse(name, f'the kiosk has a pictogram "{stem}" already', what_to_do)
    elif not NAME.fullmatch(stem):
        folder.report.refuse(name, f'"{stem}" cannot be the name of an icon', f"rename it, as in {slug(stem)}")
    elif (text := read_text(folder.path, name, folder.report, LIMIT)) is not None:
        for flaw in flaws(text):
            folder.report.error(Place(name, flaw.line + 1), flaw.what, flaw.what_to_do)
