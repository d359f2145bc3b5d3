"""An editor's desk: a small source that is all right, to be spoiled by tests."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import polib

from kiosk.content.check import Review, review
from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.messages import update_catalogues
from kiosk.content.source import load

TODAY = date(2026, 11, 24)

FILES = {
    "bundle.yaml": """\
        id: small
        title: Información
        source_language: es
        languages: [es, en, fr]
        topics:
          - id: health
            icon: stethoscope
            colour: "#075C43"
            title: Salud
          - id: protection
            icon: shield-heart
            colour: "#97205B"
            title: Protección
            sensitive: yes
          - id: urgent
            icon: life-ring
            colour: "#AD1029"
            title: Ayuda urgente
            tile: no
        """,
    "contacts.yaml": """\
        - id: iom-panama
          name: OIM Panamá
          icon: headset
          note: Pregunte aquí
          phones: ["+507 305-3350"]
          email: iompanama@iom.int
          address: Calle Vicente Bonilla, Ciudad del Saber
          social: ["@oimpanama"]
          hours: De lunes a viernes
          source: brochure
          checked: 2026-11-01
        - id: iom-staff
          name: Personal de la OIM
          icon: circle-user
          source: brochure
          checked: 2026-11-01
        """,
    "sources.yaml": """\
        - id: brochure
          title: un folleto de la OIM
          publisher: OIM Panamá
          year: "~2022"
        """,
    "phrases.yaml": """\
        - id: help-now
          icon: life-ring
          text: Necesito ayuda ahora.
        """,
    "notices.yaml": """\
        - id: talk
          text: "Charla. Hora: {time}. Lugar: {place}."
        """,
    "sites/station.yaml": """\
        name: Estación de Recepción Migratoria · Darién
        title: Punto de información
        languages: [en, es]
        contacts: [iom-staff]
        topics_first: [protection]
        topics_hidden: []
        """,
    "pages/health/doctor.md": """\
        ---
        title: Ver a un doctor
        summary: Dónde preguntar
        icon: user-nurse
        order: 10
        contacts: [iom-panama]
        keywords: doctor, médico, enfermo
        source: brochure
        checked: 2026-11-01
        ---

        ## Primero

        Pregunte al **personal** o vea [ayuda](page:urgent/help).

        - Diga que está enfermo
        - Llame a [[contact:iom-panama]]

        > Pida un intérprete.

        [[contact:iom-staff]]
        """,
    "pages/health/clinic.md": """\
        ---
        title: La clínica
        summary: Qué hace la clínica
        icon: house-medical
        order: 20
        kind: service
        what: Atención de salud
        whom: Para todas las personas
        cost: Pregunte al personal
        papers: Pregunte al personal
        where: Pregunte al personal
        source: brochure
        checked: 2026-11-01
        ---

        La clínica atiende a todas las personas.
        """,
    "pages/protection/private.md": """\
        ---
        title: Hablar en privado
        summary: Pida hablar a solas
        source: brochure
        checked: 2026-11-01
        ---

        1. Diga que necesita hablar a solas.
        2. Espere al personal.
        """,
    "pages/urgent/help.md": """\
        ---
        title: Ayuda urgente
        summary: Qué hacer ahora
        icon: life-ring
        critical: yes
        source: brochure
        checked: 2026-11-01
        ---

        Avise ya al personal de este centro.
        """,
}


class Desk:
    """A source's folder, and what an editor does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> Path:
        """Write a file, its common indentation taken away."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8", newline="")
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a passage, which must be there."""
        text = self.read(name)
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    def append(self, name: str, text: str) -> None:
        (self.folder / name).write_text(self.read(name) + text, encoding="utf-8", newline="")

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def line_of(self, name: str, passage: str) -> int:
        """Return the line, from 1, in which *passage* first stands."""
        return next(n for n, line in enumerate(self.read(name).split("\n"), 1) if passage in line)

    def strings(self) -> tuple[str, ...]:
        return update_catalogues(load(self.folder))

    def catalogue(self, code: str) -> polib.POFile:
        return polib.pofile(str(self.folder / "translations" / f"{code}.po"), encoding="utf-8", wrapwidth=0)

    def translate(self, code: str) -> None:
        """Write a translation of everything, each text with the language's code before it."""
        self.strings()
        catalogue = self.catalogue(code)
        for entry in catalogue:
            entry.msgstr = f"{code} {entry.msgid}"
        catalogue.save()

    def set_translation(self, code: str, context: str, text: str, *, fuzzy: bool = False) -> None:
        """Write the translation of a field's first message."""
        catalogue = self.catalogue(code)
        entry = next(entry for entry in catalogue if entry.msgctxt == context)
        entry.msgstr = text
        entry.flags = ["fuzzy"] if fuzzy else []
        catalogue.save()

    def review(self) -> Review:
        return review(self.folder, today=TODAY)

    def problems(self) -> str:
        """Return all problems as an editor reads them, one a line."""
        return "\n".join(str(problem) for problem in self.review().problems)

    def errors(self) -> list[str]:
        return [str(problem) for problem in self.review().errors]

    def library(self) -> Library:
        bundle = self.folder.parent / "bundle"
        compile_source(self.folder, bundle)
        return Library.open(bundle)
