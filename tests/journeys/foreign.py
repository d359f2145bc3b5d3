"""A source in languages that nobody foresaw: written in Portuguese, translated into Haitian Creole and Arabic."""

from __future__ import annotations

import textwrap
from pathlib import Path

import polib

from kiosk.content.messages import update_catalogues
from kiosk.content.source import load

FILES = {
    "bundle.yaml": """\
        id: norte
        title: Informação para migrantes
        source_language: pt
        languages: [pt, ht, ar]
        topics:
          - id: saude
            icon: stethoscope
            colour: "#075C43"
            title: Saúde
          - id: protecao
            icon: shield-heart
            colour: "#97205B"
            title: Proteção
            sensitive: yes
          - id: urgent
            icon: life-ring
            colour: "#AD1029"
            title: Ajuda urgente
            tile: no
        """,
    "contacts.yaml": """\
        - id: oim
          name: Equipe da OIM
          icon: headset
          phones: ["+507 305-3350"]
          source: folheto
          checked: never
        """,
    "sources.yaml": """\
        - id: folheto
          title: um folheto da OIM
          publisher: OIM
          year: "2022"
        """,
    "pages/saude/medico.md": """\
        ---
        title: Ver um médico
        summary: Onde perguntar
        contacts: [oim]
        source: folheto
        checked: never
        ---

        Pergunte à equipe deste centro.
        """,
    "pages/protecao/a-sos.md": """\
        ---
        title: Falar a sós
        summary: Peça para falar em particular
        source: folheto
        checked: never
        ---

        Peça para falar a sós.
        """,
    "pages/urgent/ajuda.md": """\
        ---
        title: Ajuda urgente
        summary: O que fazer agora
        source: folheto
        checked: never
        ---

        Avise já a equipe deste centro.
        """,
    "languages/pt/ui.po": """\
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        msgid "Home"
        msgstr "Início"

        msgid "Back"
        msgstr "Voltar"
        """,
    "languages/ht/language.yaml": """\
        endonym: Kreyòl ayisyen
        greeting: Èske ou bezwen enfòmasyon?
        locale: fr_HT
        """,
    "languages/ht/ui.po": """\
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        msgid "Back"
        msgstr "Tounen"
        """,
    "languages/ar/language.yaml": """\
        endonym: العربية
        greeting: هل تحتاج إلى معلومات؟
        """,
    "languages/ar/ui.po": """\
        msgid ""
        msgstr "Content-Type: text/plain; charset=UTF-8\\n"

        msgid "Back"
        msgstr "رجوع"

        msgid "Home"
        msgstr "الرئيسية"
        """,
}
#: What the translators wrote; the rest is not translated.
TRANSLATIONS = {
    "ht": {"Ver um médico": "Wè yon doktè", "Pergunte à equipe deste centro.": "Mande anplwaye sant lan."},
    "ar": {
        "Ver um médico": "زيارة الطبيب",
        "Pergunte à equipe deste centro.": "اسأل موظفي هذا المركز.",
        "Saúde": "الصحة",
    },
}


def write(folder: Path) -> Path:
    """Write the source into *folder*, with the catalogues of its translators."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    update_catalogues(load(folder))
    for language, texts in TRANSLATIONS.items():
        path = folder / "translations" / f"{language}.po"
        catalogue = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
        for entry in catalogue:
            entry.msgstr = texts.get(entry.msgid, "")
        catalogue.save(str(path))
    return folder
