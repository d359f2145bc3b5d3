"""Every mistake an editor can make is told with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.source import load
from kiosk.errors import SourceError
from tests.content.desk import Desk

DOCTOR = "pages/health/doctor.md"

#: What is changed (file, old, new), and the beginning of what must be told about it.
CHANGES = {
    "unknown icon": (DOCTOR, "icon: user-nurse", "icon: user-nurs", ':4: there is no icon "user-nurs"; did you mean'),
    "icon of two words": (
        DOCTOR,
        "icon: user-nurse",
        "icon: house-fire",
        ':4: there is no icon "house-fire"; perhaps h',
    ),
    "icon like another": (DOCTOR, "icon: user-nurse", "icon: pill", ':4: there is no icon "pill"; take a name from'),
    "unknown topic icon": ("bundle.yaml", "stethoscope", "stetoscope", ':7: there is no icon "stetoscope"; did you'),
    "unknown contact": (
        DOCTOR,
        "[iom-panama]",
        "[iom-panma]",
        ':6: there is no contact "iom-panma"; did you mean "iom-',
    ),
    "unknown card": (DOCTOR, "[[contact:iom-staff]]", "[[contact:iom-stuff]]", ':21: there is no contact "iom-stuff"'),
    "unknown source": (DOCTOR, "source: brochure", "source: brochur", ':8: there is no source "brochur"; did you mean'),
    "unknown page": (
        DOCTOR,
        "page:urgent/help",
        "page:urgent/hlep",
        ':14: there is no page "urgent/hlep"; did you mean "',
    ),
    "unknown topic at a site": (
        "sites/station.yaml",
        "[protection]",
        "[protecton]",
        ':5: there is no topic "protecton"',
    ),
    "unknown contact at a site": (
        "sites/station.yaml",
        "[iom-staff]",
        "[staff]",
        ':4: there is no contact "staff"; did',
    ),
    "unknown language at a site": ("sites/station.yaml", "[en, es]", "[en, ht]", ':3: there is no language "ht"'),
    "unknown key": (DOCTOR, "summary:", "sumary:", ':3: no key "sumary" here; did you mean "summary"?'),
    "missing title": (DOCTOR, "title: Ver a un doctor\n", "", ':2: "title" is missing; add "title: …"'),
    "empty title": (DOCTOR, "title: Ver a un doctor", "title:", ':2: "title" is empty'),
    "duplicate key": (DOCTOR, "icon: user-nurse", "icon: user-nurse\nicon: house", ':5: the key "icon" stands twice'),
    "duplicate contact": ("contacts.yaml", "id: iom-staff", "id: iom-panama", ':12: the id "iom-panama" stands twice'),
    "duplicate topic": ("bundle.yaml", "id: protection", "id: health", ':10: the id "health" stands twice'),
    "duplicate language": ("bundle.yaml", "[es, en, fr]", "[es, en, en]", ':4: "en" stands twice'),
    "impossible phone": ("contacts.yaml", "+507 305-3350", "+507 305-335", ':5: "+507 305-335" is no phone number'),
    "phone without country": (
        "contacts.yaml",
        "+507 305-3350",
        "305-3350",
        ':5: "305-3350" is no phone number; write +',
    ),
    "vanity phone": ("contacts.yaml", "+507 305-3350", "+507 HELP", ':5: "+507 HELP" is no phone number'),
    "phone not in a list": ("contacts.yaml", '["+507 305-3350"]', "x", ':5: "phones" is no list'),
    "empty item": ("contacts.yaml", '["+507 305-3350"]', '[""]', ':5: an item of "phones" is empty; remove it'),
    "bad e-mail": ("contacts.yaml", "iompanama@iom.int", "iompanama.iom.int", ':6: "iompanama.iom.int" is no e-mail'),
    "phone in a body": (DOCTOR, "> Pida", "> Llame al 305-3350. Pida", ":19: a phone number in a text"),
    "phone in a summary": (DOCTOR, "Dónde preguntar", "Llame al +507 305 3350", ":3: a phone number in a text"),
    "phone in a title": (DOCTOR, "Ver a un doctor", "Doctor 6123 · 4567", ":2: a phone number in a text"),
    "phone in strong letters": (DOCTOR, "> Pida", "> **6123**-**4567** Pida", ':19: a phone number in a text ("6123'),
    "phone within a link": (
        DOCTOR,
        "[ayuda](page:urgent/help)",
        "[6123](page:urgent/help)4567",
        ':14: a phone number in a text ("61234567")',
    ),
    "phone on two lines": (
        DOCTOR,
        "> Pida",
        "> Llame al 6123\n> 4567. Pida",
        ':19: a phone number in a text ("6123 4567")',
    ),
    "phone with what nobody sees": (
        DOCTOR,
        "> Pida",
        "> Pida al 61\u200b23\u200b4567",
        ':19: a phone number in a text ("6',
    ),
    "phone in full width": (DOCTOR, "> Pida", "> Pida al ６１２３４５６７", ':19: a phone number in a text ("６１２３'),
    "phone in two items": (
        DOCTOR,
        "- Diga que está enfermo\n",
        "- Llame al 6123\n- 4567\n",
        ':16: a phone number over several lines ("6123 4567"); put it in contacts.yaml',
    ),
    "phone in title and summary": (
        DOCTOR,
        "Ver a un doctor\nsummary: Dónde preguntar",
        "Doctor 6123\nsummary: '4567'",
        ':2: a phone number over several lines ("6123 4567")',
    ),
    "phone in a phrase": ("phrases.yaml", "Necesito ayuda ahora.", "Llame 6123.4567", ":3: a phone number in a text"),
    "phone in a notice": ("notices.yaml", "Charla.", "Charla: 6123/4567.", ":2: a phone number in a text"),
    "phone in a centre": ("sites/station.yaml", "Punto de información", "Tel. 61-23-45-67", ":2: a phone number in a"),
    "phone in a topic": ("bundle.yaml", "Salud", "Salud ٦١٢٣٤٥٦٧", ":9: a phone number in a text"),
    "phone in a note": ("contacts.yaml", "Pregunte aquí", "o 6123_4567", ":4: a phone number in a text"),
    "phone in an address": ("contacts.yaml", "Ciudad del Saber", "+507 6123-4567", ":7: a phone number in a text"),
    "phone among accounts": (
        "contacts.yaml",
        "@oimpanama",
        "WhatsApp 6123 4567",
        ':8: a phone number among the accounts ("6123 4567"); put the number under phones',
    ),
    "phone in a publisher": (
        "sources.yaml",
        "publisher: OIM",
        "publisher: 6123~4567 OIM",
        ":3: a phone number in a text",
    ),
    "phone in a source": (
        "sources.yaml",
        "un folleto de la OIM",
        "un folleto ☎ 6.1.2.3.4.5.6.7",
        ':2: a phone number in a text ("6.1.2.3.4.5.6.7")',
    ),
    "account": (
        DOCTOR,
        "> Pida",
        "> Escriba a @coyote507. Pida",
        ':19: an account in a text ("@coyote507"); put it under',
    ),
    "account in a phrase": ("phrases.yaml", "ayuda ahora", "a ＠coyote507", ":3: an account in a text"),
    "place on the web": (
        DOCTOR,
        "> Pida",
        "> Vea t.me/coyote507. Pida",
        ':19: a web address in a text ("t.me/coyote507")',
    ),
    "name of a place on the web": (DOCTOR, "> Pida", "> Vea iom.int. Pida", ':19: a web address in a text ("iom.int")'),
    "struck-through number": (
        DOCTOR,
        "> Pida",
        "> Pida 1\u03362\u0336",
        ":19: the sign U+0336 changes how a number or word reads; delete it",
    ),
    "struck-through number of a year": (
        "bundle.yaml",
        "Salud",
        "Salud 2\u20e50",
        ":9: the sign U+20E5 changes how a numb",
    ),
    "digits apart by what nobody sees": (
        "phrases.yaml",
        "ahora",
        "a las 1\u200b2",
        ":3: the sign U+200B changes how a",
    ),
    "invisible title": (
        DOCTOR,
        "Ver a un doctor",
        "\u200b",
        ":2: nobody sees anything of this text; delete it and type",
    ),
    "blank of Braille as a title": ("bundle.yaml", "Salud", "\u2800", ":9: nobody sees anything of this text"),
    "e-mail link": (
        DOCTOR,
        "> Pida",
        "> Vea mailto:x@iom.int",
        ':19: an e-mail address in a text ("mailto:x@iom.int")',
    ),
    "e-mail in a body": (DOCTOR, "> Pida", "> Escriba a x@iom.int. Pida", ":19: an e-mail address in a text"),
    "address in a body": (DOCTOR, "> Pida", "> calle vicente bonilla, ciudad del saber", ":19: a contact's address"),
    "web address in a body": (
        DOCTOR,
        "> Pida",
        "> Vea «https://www.iom.int/es/donde». Pida",
        ':19: a web address in a text ("https://www.iom.int/es/donde"); put',
    ),
    "short web address": (DOCTOR, "> Pida", "> Vea www.iom.int. Pida", ':19: a web address in a text ("www.iom.int");'),
    "HTML in a body": (DOCTOR, "> Pida", "> <b>Pida</b>", ':19: HTML is refused ("<b>")'),
    "HTML in a title": (DOCTOR, "Ver a un doctor", "Ver a un&nbsp;doctor", ':2: HTML is refused ("&nbsp;")'),
    "remote image": (DOCTOR, "## Primero", "![foto](https://example.org/a.png)", ":12: a picture is refused in a page"),
    "link out": (DOCTOR, "page:urgent/help", "https://iom.int", ':14: the link "https://iom.int" leads to no page'),
    "script link": (DOCTOR, "page:urgent/help", "javascript:x", ':14: the link "javascript:x" leads to no page'),
    "table": (DOCTOR, "## Primero", "| a | b |\n|---|---|\n| 1 | 2 |", ":12: a table is refused in a page"),
    "nested list": (DOCTOR, "- Llame", "  - Llame", ":17: a list within a list is refused"),
    "heading of level 1": (DOCTOR, "## Primero", "# Primero", ":12: a heading of level 1 is refused"),
    "code": (DOCTOR, "## Primero", "\tPrimero", ":12: an indented text is refused"),
    "emphasis": (DOCTOR, "**personal**", "*personal*", ":14: an emphasis by * or _ is refused"),
    "definition of a link": (DOCTOR, "## Primero", "[x]: page:urgent/help", ":12: the definition [x]: … is refused"),
    "Markdown in a title": (DOCTOR, "Ver a un doctor", "Ver a un **doctor**", ':2: Markdown ("**") is not shown'),
    "blank in a link": (DOCTOR, "page:urgent/help", "page: urgent/help", ':14: the link "(page: urgent/help)" has'),
    "heading without a blank": (DOCTOR, "## Primero", "##Primero", ':12: a line begins with "##" and no blank'),
    "item without a blank": (DOCTOR, "- Diga", "-Diga", ':16: a line begins with "-" and no blank after it; write'),
    "pasted bullet": (DOCTOR, "- Diga", "• Diga", ':16: a line begins with the sign "•"; write "- Diga que está e'),
    "lone stars": (DOCTOR, "**personal**", "**personal", ":14: the sign ** stands alone"),
    "pasted bullet in a summary": (DOCTOR, "Dónde", "•Dónde", ':3: Markdown ("•") is not shown here; write plain text'),
    "long title": (DOCTOR, "Ver a un doctor", "x" * 49, ":2: the text has 49 characters, 48 fit"),
    "long summary": (DOCTOR, "Dónde preguntar", "x" * 121, ":3: the text has 121 characters, 120 fit"),
    "long name of a site": (
        "sites/station.yaml",
        "Estación de Recepción Migratoria · Darién",
        "x" * 49,
        ":1: the text has 49 characters, 48 fit",
    ),
    "long title of a site": (
        "sites/station.yaml",
        "Punto de información",
        "x" * 49,
        ":2: the text has 49 characters, 48 fit",
    ),
    "long name of a contact": ("contacts.yaml", "OIM Panamá", "x" * 61, ":2: the text has 61 characters, 60 fit"),
    "long tile": ("bundle.yaml", "Salud", "x" * 29, ":9: the text has 29 characters, 28 fit"),
    "long block": (DOCTOR, "Pida un intérprete", "x" * 401, ":19: the text has 402 characters, 400 fit"),
    "date in the future": (DOCTOR, "2026-11-01", "2026-11-25", ":9: the date 2026-11-25 is in the future"),
    "year in the future": ("sources.yaml", "~2022", "2027", ":4: the year 2027 is in the future"),
    "no date": (DOCTOR, "checked: 2026-11-01", "checked: yesterday", ':9: "yesterday" is no date'),
    "impossible date": (DOCTOR, "2026-11-01", "2026-02-30", ':9: "2026-02-30" is no date'),
    "source without a year": ("sources.yaml", '  year: "~2022"\n', "", ':1: "year" is missing'),
    "source of about nothing": ("sources.yaml", "~2022", "about 2022", ':4: "about 2022" is no year'),
    "service without an answer": (
        "pages/health/clinic.md",
        "cost: Pregunte al personal\n",
        "",
        ':2: "cost" is missing',
    ),
    "answer on a text": (DOCTOR, "order: 10", "cost: nada", ':5: "cost" is not shown on this page'),
    "unknown kind": (DOCTOR, "order: 10", "kind: servce", ':5: "kind" cannot be "servce"; did you mean "service"?'),
    "unknown flag": ("bundle.yaml", "tile: no", "tile: maybe", ':19: "tile" cannot be "maybe"; write one of: yes, no'),
    "no number": (DOCTOR, "order: 10", "order: first", ':5: "first" is no whole number'),
    "no colour": ("bundle.yaml", '"#075C43"', "green", ':8: "green" is no colour'),
    "colour without quotes": (
        "bundle.yaml",
        '"#075C43"',
        "#075C43  # dark green",
        ':8: "colour" is empty, since # begins a note; put it in quotes: colour: "#075C43"',
    ),
    "light colour": ("bundle.yaml", "#075C43", "#FFD500", ":8: white text cannot be read on #FFD500"),
    "unknown placeholder": ("notices.yaml", "{time}", "{tiem}", ":2: staff cannot fill in {tiem}; did you mean"),
    "lone bracket": ("notices.yaml", "{time}", "{time", ":2: a bracket { or } stands alone"),
    "alias": ("bundle.yaml", "title: Información", "title: &t Información", ":2: an anchor (&) is refused"),
    "tag": ("bundle.yaml", "title: Información", "title: !!python/name:os.system x", ":2: the tag tag:yaml.org"),
    "null": (DOCTOR, "order: 10", "order: ~", ":5: ~ is shown as a text"),
    "tab": ("bundle.yaml", "    icon: stethoscope", "\ticon: stethoscope", "indent with spaces, not with tabs"),
    "colon in a text": (
        DOCTOR,
        "Ver a un doctor",
        "Salud: el doctor",
        ":2: this is no YAML: a colon stands within a text; ",
    ),
    "quote that is not closed": (
        DOCTOR,
        "title: Ver",
        'title: "Ver',
        ":2: this is no YAML: a quote is opened here and not",
    ),
    "quote that is closed much later": (
        "contacts.yaml",
        "name: OIM Panamá",
        'name: "OIM Panamá',
        ":2: this is no YAML: a quote is opened here and not closed",
    ),
    "text behind a quote": (
        DOCTOR,
        "Ver a un doctor",
        '"Ver" a un doctor',
        ":2: this is no YAML: something stands beh",
    ),
    "no-break space": (
        "contacts.yaml",
        "  name: OIM",
        "\u00a0 name: OIM",
        ":2: this is no YAML: a blank before it is no ordinary one; type the blanks before it again: some are no-break",
    ),
    "no colon": (DOCTOR, "title: Ver", "title Ver", ":2: this is no YAML: a colon and a blank are missing after"),
    "no blank after a colon": (
        DOCTOR,
        "title: Ver",
        "title:Ver",
        ":2: this is no YAML: a colon and a blank are missing",
    ),
    "curly quotes": (
        "contacts.yaml",
        '"+507 305-3350"',
        "“+507 305-3350”",
        ':5: "“+507 305-3350”" is no phone number; type',
    ),
    "year of long ago": (DOCTOR, "2026-11-01", "1026-11-01", ':9: "1026-11-01" is no date'),
    "review before the check": (
        DOCTOR,
        "checked: 2026-11-01",
        "checked: 2026-11-01\nreview_by: 2026-10-01",
        ":10: review_by 2026-10-01 is before checked 2026-11-01; write the day",
    ),
    "link with .md": (
        DOCTOR,
        "page:urgent/help",
        "page:urgent/help.md",
        "no page or contact; leave out .md: page:urgent/help",
    ),
    "two documents": ("sources.yaml", "  publisher", "---\n  publisher", "a second document begins"),
    "list for a mapping": ("bundle.yaml", "id: small", "- id: small", "this is no YAML"),
    "mapping for a list": ("phrases.yaml", "- id: help-now", "  id: help-now", ":1: a list is expected here"),
    "text for an entry": (
        "phrases.yaml",
        "- id: help-now\n",
        "- help-now\n- id: help-now\n",
        ":1: an entry has no keys",
    ),
    "entry without an id": ("phrases.yaml", "- id: help-now\n  icon", "- icon", ":1: an entry has no id"),
    "id with accents": (
        "contacts.yaml",
        "id: iom-staff",
        "id: añil",
        ':12: "añil" cannot be an id; write small letters',
    ),
    "unknown language": ("bundle.yaml", "[es, en, fr]", "[es, en, xq]", ':4: CLDR knows no language "xq"'),
    "no code": ("bundle.yaml", "[es, en, fr]", "[es, en, French]", ':4: "French" is no language code'),
    "source language not offered": (
        "bundle.yaml",
        "source_language: es",
        "source_language: pt",
        ':3: source_language "pt"',
    ),
    "no languages": ("bundle.yaml", "[es, en, fr]", "[]", ":4: no language is offered"),
    "no front matter": (DOCTOR, "---\ntitle", "title", ":1: the page has no front matter"),
    "front matter without end": (DOCTOR, "---\n\n## Primero", "\n## Primero", ":1: the line --- that ends the fields"),
    "hidden everywhere": (
        "sites/station.yaml",
        "topics_hidden: []",
        "topics_hidden: [protection]",
        "nobody reaches this",
    ),
    "bad web address": (
        "contacts.yaml",
        "  hours:",
        "  web: not an address\n  hours:",
        ':9: "not an address" is no web',
    ),
    "marks heaped on a letter": (
        DOCTOR,
        "Pida",
        "P" + "\u0301" * 8 + "ida",
        ":19: there are too many accents on a letter",
    ),
    "marks heaped in a table": (
        "phrases.yaml",
        "ayuda",
        "a" + "\u0316\u0301" * 9,
        ":3: there are too many accents on a",
    ),
    "time in a page": (DOCTOR, "Primero", "Hora: {time}", ':12: "{time}" is shown as it is typed; write the words'),
    "place in a phrase": ("phrases.yaml", "ayuda", "{place}", ':3: "{place}" is shown as it is typed'),
    "braces in a title": ("sites/station.yaml", "Punto de", "Hoy {{name}}", ':2: "{{name}}" is shown as it is typed'),
    "a program's placeholder": (DOCTOR, "> Pida", "> Pida %s", ':19: "%s" is shown as it is typed'),
    "box to tick": (DOCTOR, "- Diga", "- [ ] Diga", ":16: the sign [ ] is shown as it is typed; delete it, or say"),
    "ticked box": (DOCTOR, "- Diga", "- [x] Diga", ":16: the sign [x] is shown as it is typed"),
    "stroke by tildes": (DOCTOR, "> Pida", "> ~~Pida~~", ":19: the sign ~~ is shown as it is typed"),
    "footnote": (DOCTOR, "> Pida", "> Pida[^1]", ":19: the sign [^1] is shown as it is typed"),
    "coloured words": (DOCTOR, "> Pida", "> ==Pida==", ":19: the sign == is shown as it is typed"),
    "stroke in a title": (
        "bundle.yaml",
        "Salud",
        "~~Salud~~",
        ':9: Markdown ("~~") is not shown here; write plain text',
    ),
    "emphasis in a summary": (
        DOCTOR,
        "Dónde preguntar",
        "Dónde *preguntar*",
        ':3: Markdown ("*preguntar*") is not shown',
    ),
    "link to itself": (
        DOCTOR,
        "page:urgent/help",
        "page:health/doctor",
        ":14: the link leads to its own page; name another",
    ),
    "centre without a topic": (
        "sites/station.yaml",
        "topics_hidden: []",
        "topics_hidden: [health, protection]",
        ":6: this centre hides every topic; take those out that it is to show",
    ),
    "unfinished text": (
        DOCTOR,
        "> Pida",
        "> TODO: Pida",
        ':19: "TODO:" says that this text is not finished; finish it',
    ),
    "unfinished title": ("bundle.yaml", "Salud", "???", ':9: "???" says that this text is not finished'),
    "unfinished phrase": ("phrases.yaml", "Necesito ayuda ahora.", "FIXME", ':3: "FIXME" says that this text is not'),
    "key indented by blanks": (
        DOCTOR,
        "order: 10",
        "  order: 10",
        ':5: this is no YAML: the key "order" has 2 more blanks before it than "icon" above; begin both in the same',
    ),
    "key of an entry indented more": (
        "contacts.yaml",
        "  phones:",
        "   phones:",
        ':5: this is no YAML: the key "phones" has 1 more blank before it than "note" above',
    ),
    "key of an entry indented less": (
        "contacts.yaml",
        "  phones:",
        " phones:",
        ':5: this is no YAML: the key "phones" has 1 fewer blank before it than "note" above',
    ),
    "key of a topic indented more": (
        "bundle.yaml",
        '    colour: "#075C43"',
        '     colour: "#075C43"',
        ':8: this is no YAML: the key "colour" has 1 more blank before it than "icon" above',
    ),
    "first key indented": (
        DOCTOR,
        "---\ntitle",
        "---\n  title",
        ':3: this is no YAML: the key "summary" has 2 fewer blanks before it than "title" above',
    ),
    "colour whose quote is not closed": (
        "bundle.yaml",
        '"#075C43"',
        '"#075C43',
        ":8: this is no YAML: a quote is opened here and not closed; write",
    ),
    "number whose quote is not closed": (
        "contacts.yaml",
        '3350"]',
        "3350]",
        ":5: this is no YAML: a quote is opened here and not closed",
    ),
    "account whose quote is not opened": (
        "contacts.yaml",
        '["@oim',
        "[@oim",
        ":8: this is no YAML: a quote is closed here and not opened",
    ),
    "year whose quote is not opened": (
        "sources.yaml",
        '"~2022"',
        '~2022"',
        ":4: this is no YAML: a quote is closed here and not opened; write",
    ),
    "title whose quote is not opened": (
        DOCTOR,
        "Ver a un doctor",
        'Ver a un doctor"',
        ":2: this is no YAML: a quote is closed here and not opened",
    ),
    "notice whose quote is not opened": (
        "notices.yaml",
        'text: "Charla',
        "text: Charla",
        ":2: this is no YAML: a quote is closed here and not opened",
    ),
    "single quote that is not closed": (
        DOCTOR,
        "title: Ver",
        "title: 'Ver",
        ":2: this is no YAML: a quote is opened here and not closed",
    ),
    "date whose quote is not closed": (
        DOCTOR,
        "2026-11-01",
        '"2026-11-01',
        ":9: this is no YAML: a quote is opened here and not closed",
    ),
    "no-break space after a colon": (
        DOCTOR,
        "title: Ver",
        "title:\u00a0Ver",
        ":2: this is no YAML: a blank at the colon is no ordinary one; type the blanks at the colon again: some are",
    ),
    "no-break space after a colon in a table": (
        "contacts.yaml",
        "  icon: headset",
        "  icon:\u00a0headset",
        ":3: this is no YAML: a blank at the colon is no ordinary one",
    ),
    "no-break space before a colon": (
        DOCTOR,
        "title: Ver",
        "title\u00a0: Ver",
        ":2: this is no YAML: a blank at the colon is no ordinary one",
    ),
    "thin space after a colon": (
        "sites/station.yaml",
        "title: Punto",
        "title:\u202fPunto",
        ":2: this is no YAML: a blank at the colon is no ordinary one",
    ),
    "wide space after a colon": (
        "bundle.yaml",
        "title: Información",
        "title:\u3000Información",
        ":2: this is no YAML: a blank at the colon is no ordinary one",
    ),
    "no-break space after a hyphen": (
        "phrases.yaml",
        "- id",
        "-\u00a0id",
        ":1: this is no YAML: a blank after the - is no ordinary one",
    ),
    "merge in a table": (
        "contacts.yaml",
        "  name: OIM Panamá\n",
        "<<<<<<< HEAD\n  name: OIM Panamá\n=======\n  name: OIM\n>>>>>>> other\n",
        ":2: two versions of this passage stand one after the other, from a merge; keep one of the two, and delete",
    ),
    "merge in a page": (
        DOCTOR,
        "> Pida",
        "<<<<<<< HEAD\n> Pida\n=======\n> Pidan\n>>>>>>> other\n",
        ":19: two versions of this passage stand one after the other, from a merge",
    ),
    "end of a merge": (DOCTOR, "> Pida", ">>>>>>> other\n> Pida", ":19: two versions of this passage stand one after"),
    "semicolon in a list": (
        "sites/station.yaml",
        "[en, es]",
        "[en; es]",
        ':3: "en; es" is one entry of "languages", without commas; put commas between: en, es',
    ),
    "semicolons between languages": (
        "bundle.yaml",
        "[es, en, fr]",
        "[es; en; fr]",
        ':4: "es; en; fr" is one entry of "languages", without commas; put commas between: es, en, fr',
    ),
    "semicolon between contacts": (
        DOCTOR,
        "[iom-panama]",
        "[iom-panama; iom-staff]",
        ':6: "iom-panama; iom-staff" is one entry of "contacts", without commas; put commas between: iom-panama, iom',
    ),
    "semicolon between accounts": (
        "contacts.yaml",
        '"@oimpanama"',
        '"@oimpanama; @oim"',
        ':8: "@oimpanama; @oim" is one entry of "social", without commas',
    ),
    "comma of another script": (
        "sites/station.yaml",
        "[en, es]",
        "[en，es]",
        ':3: "en，es" is one entry of "languages", without commas',
    ),
    "semicolon between quotes": (
        "contacts.yaml",
        '["+507 305-3350"]',
        '["+507 305-3350"; "+507 305-3351"]',
        ":5: this is no YAML: a list is not closed, or has no commas",
    ),
    "list that is not closed": (
        "bundle.yaml",
        "[es, en, fr]",
        "[es, en, fr",
        ":4: this is no YAML: a list is not closed, or has no commas",
    ),
    "list without brackets": ("sites/station.yaml", "[en, es]", "en; es", ':3: "languages" is no list; write [en, es]'),
    "entry without a hyphen": (
        "contacts.yaml",
        "- id: iom-staff",
        "  id: iom-staff",
        ':12: a second id stands in this entry; begin each entry with a hyphen: "- id: …"',
    ),
    "entry with a dash": (
        "contacts.yaml",
        "- id: iom-staff",
        "– id: iom-staff",
        ":12: this is no YAML: an entry does not begin with a hyphen and a blank",
    ),
    "equals sign for a colon": (
        "contacts.yaml",
        "  name: OIM Panamá",
        "  name = OIM Panamá",
        ":2: this is no YAML: a colon and a blank are missing after the first word",
    ),
    "control character": (DOCTOR, "Primero", "Pri\u202emero", ":12: the character U+202E cannot be shown"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_mistake_is_told_with_its_place(desk: Desk, name: str) -> None:
    file, old, new, told = CHANGES[name]
    desk.change(file, old, new)

    errors = desk.errors()

    expected = f"{file}{told}" if told.startswith(":") else told
    assert any(expected in error if told[0] != ":" else error.startswith(expected) for error in errors), errors


@pytest.mark.parametrize("name", CHANGES)
def test_a_mistake_draws_no_other_one_into_the_same_file(desk: Desk, name: str) -> None:
    """What cannot be read is told once; the rest of the source is not blamed for it."""
    file, old, new, _ = CHANGES[name]
    desk.change(file, old, new)

    others = {error.split(":")[0] for error in desk.errors()} - {file}

    allowed = {"hidden everywhere": {"pages/protection/private.md"}, "duplicate topic": {"pages/protection/private.md"}}
    allowed["duplicate contact"] = allowed["id with accents"] = {DOCTOR, "sites/station.yaml"}
    allowed["duplicate topic"] |= {"sites/station.yaml"}
    allowed["duplicate language"] = allowed["no languages"] = {"sites/station.yaml"}
    assert others <= allowed.get(name, set())


def test_all_mistakes_are_told_in_one_run(desk: Desk) -> None:
    changes = ["unknown icon", "unknown source", "unknown page", "HTML in a body", "long title"]
    changes += ["impossible phone", "source of about nothing", "service without an answer", "unknown placeholder"]
    for name in changes:
        desk.change(*CHANGES[name][:3])
    (desk.folder / "pages" / "health" / "gone.md").symlink_to("nowhere.md")
    desk.write("pages/lost.md", desk.read(DOCTOR))

    assert len(desk.errors()) == len(changes) + 3  # <b> and </b> are two


def test_loading_a_broken_source_raises_all_of_it(desk: Desk) -> None:
    for name in ("unknown icon", "unknown source", "source of about nothing"):
        desk.change(*CHANGES[name][:3])

    with pytest.raises(SourceError) as caught:
        load(desk.folder)

    assert len(caught.value.problems) == 3
    assert str(caught.value).count("\n") == 2


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such folder; name the folder that holds bundle"):
        load(tmp_path / "nowhere")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"bundle\.yaml: the file is missing"):
        load(tmp_path)


def test_the_small_source_is_all_right(desk: Desk) -> None:
    assert desk.errors() == []
