"""Each row of content.db is what the compiler would write, or the bundle is refused."""

from __future__ import annotations

import re
import time

import pytest

from kiosk.content.soundness import inspect
from kiosk.errors import BundleError
from tests.content.forger import Forger

#: What was changed: what the refusal says, and how it was changed.
ROWS: dict[str, tuple[str, str]] = {
    # of one bundle
    "another bundle's id": ("of different bundles", "UPDATE meta SET value = 'other' WHERE key = 'id'"),
    "a key too many": ("of different bundles", "INSERT INTO meta VALUES ('more', '')"),
    "another language than the start's": (
        "have different languages",
        "UPDATE languages SET endonym = 'Klingon' WHERE position = 0",
    ),
    "a language too many": (
        "the table languages has more than 3 rows",
        "INSERT INTO languages VALUES (3, 'xx', 'X', '', 'root', 'ltr', '')",
    ),
    "a missing language": ("have different languages", "DELETE FROM languages WHERE position = 2"),
    "a language without a keyboard": ("a language has no keyboard", "DELETE FROM keyboards WHERE language = 'fr'"),
    "a keyboard of no language": (
        "keyboards.language in row 2",
        "UPDATE keyboards SET language = 'xx' WHERE language = 'fr'",
    ),
    "a keyboard with too many rows": ("keyboards.rows in row 0", "UPDATE keyboards SET rows = '[[],[],[],[],[]]'"),
    "a keyboard with too many keys": (
        "keyboards.rows in row 0",
        """UPDATE keyboards SET rows = '[["a"' || times(',"a"', 10) || ',"b","c","d"]]'""",
    ),
    "a keyboard with a long key": ("keyboards.rows in row 0", """UPDATE keyboards SET rows = '[["abcd"]]'"""),
    "a keyboard that is none": ("keyboards.rows in row 0", "UPDATE keyboards SET rows = '{}'"),
    "a keyboard without end": ("keyboards.rows in row 0", "UPDATE keyboards SET rows = times('[', 40000)"),
    "other words for the screens": ("have different words for the screens", "UPDATE ui_texts SET text = 'Boo'"),
    "more words for the screens": (
        "have different words for the screens",
        "INSERT INTO ui_texts VALUES ('fr', 'Home', 'Boo')",
    ),
    "no words for the screens": ("have different words for the screens", "DELETE FROM ui_texts"),
    # things
    "no topic": ("pages.topic in row 0", "DELETE FROM topics"),
    "a gap between topics": (
        "the rows of topics are not numbered",
        "UPDATE topics SET position = 9 WHERE position = 2",
    ),
    "a topic's id that leads out of a folder": (
        "topics.id in row 0",
        "UPDATE topics SET id = '../urgent' WHERE id = 'health'",
    ),
    "a topic's id in capitals": ("topics.id in row 0", "UPDATE topics SET id = 'HEALTH' WHERE id = 'health'"),
    "a topic's id with a NUL": ("topics.id in row 0", "UPDATE topics SET id = 'health' || char(0) WHERE id = 'health'"),
    "a topic's icon that leads out of a folder": ("topics.icon in row 0", "UPDATE topics SET icon = '../../canoe'"),
    "a topic's colour that is none": ("topics.colour in row 0", "UPDATE topics SET colour = 'url(x)'"),
    "a number for a colour": ("topics.colour in row 0", "UPDATE topics SET colour = x'00'"),
    "a flag that is a text": ("topics.sensitive in row 0", "UPDATE topics SET sensitive = 'yes'"),
    "a flag that is a fraction": ("topics.sensitive in row 0", "UPDATE topics SET sensitive = 0.5"),
    "a flag that is huge": ("topics.tile in row 0", "UPDATE topics SET tile = 9223372036854775807"),
    "a source's year that is none": ("sources.year in row 0", "UPDATE sources SET year = '20220'"),
    "a source's publisher that is huge": (
        "sources.publisher in row 0",
        "UPDATE sources SET publisher = times('00', 100000)",
    ),
    "an address with a line end": (
        "contacts.email in row 0",
        "UPDATE contacts SET email = 'a@b.org' || char(13, 10) || 'TEL:1'",
    ),
    "an address within an isolate": (
        "contacts.email in row 0",
        "UPDATE contacts SET email = char(0x2067) || 'a@b.org'",
    ),
    "a web address with a control": ("contacts.web in row 0", "UPDATE contacts SET web = 'www.iom.int' || char(7)"),
    "a web address that is huge": ("contacts.web in row 0", "UPDATE contacts SET web = times('00', 500)"),
    "a name in a network backwards": (
        "contacts.social in row 0",
        """UPDATE contacts SET social = '["@' || char(0x202e) || 'moi"]'""",
    ),
    "a contact of no source": ("contacts.source in row 0", "UPDATE contacts SET source = 'nobody'"),
    "a day that is none": ("contacts.checked in row 0", "UPDATE contacts SET checked = '2026-13-40'"),
    "a day that is a number": ("contacts.checked in row 0", "UPDATE contacts SET checked = 20261101"),
    "a page of no topic": ("pages.topic in row 0", "UPDATE pages SET topic = 'nowhere' WHERE position = 0"),
    "a page of another topic": (
        "a page is of another topic than its id says",
        "UPDATE pages SET topic = 'urgent' WHERE id = 'health/doctor'",
    ),
    "a page of no kind": ("pages.kind in row 0", "UPDATE pages SET kind = 'film'"),
    "a page of no source": ("pages.source in row 0", "UPDATE pages SET source = 'nobody'"),
    "a page with a contact that there is not": (
        "pages.contacts in row 0",
        """UPDATE pages SET contacts = '["nobody"]'""",
    ),
    "a page with a contact twice": (
        "pages.contacts in row 0",
        """UPDATE pages SET contacts = '["iom-staff","iom-staff"]'""",
    ),
    "a centre with a language that is not on offer": (
        "sites.languages in row 0",
        """UPDATE sites SET languages = '["xx"]'""",
    ),
    "a centre with a topic that there is not": (
        "sites.topics_hidden in row 0",
        """UPDATE sites SET topics_hidden = '["nothing"]'""",
    ),
    "a centre with a list of lists": ("sites.contacts in row 0", """UPDATE sites SET contacts = '[["iom-staff"]]'"""),
    "another centre than the start's": ("have different centres", "UPDATE sites SET id = 'other'"),
    # texts and blocks
    "a missing text": (
        "a text is missing",
        "DELETE FROM texts WHERE language = 'fr' AND context = 'page:urgent/help#title'",
    ),
    "a missing answer": (
        "a text is missing",
        "DELETE FROM texts WHERE language = 'en' AND context = 'page:health/clinic#cost'",
    ),
    "a text of nothing": (
        "a text belongs to nothing",
        "INSERT INTO texts VALUES ('es', 'page:health/gone#title', 'x', 'es', 0)",
    ),
    "a text in a language that is not on offer": (
        "a text belongs to nothing",
        "INSERT INTO texts VALUES ('xx', 'bundle#title', 'x', 'es', 0)",
    ),
    "a text shown in a language that is not on offer": (
        "the language of bundle#title in fr",
        "UPDATE texts SET shown = 'xx' WHERE language = 'fr'",
    ),
    "an empty title": (
        "the text of topic:health#title in en",
        "UPDATE texts SET text = '' WHERE context = 'topic:health#title'",
    ),
    "a title that fills the screen": (
        "the text of topic:health#title in en",
        "UPDATE texts SET text = times('00', 500) WHERE context = 'topic:health#title'",
    ),
    "a text of a megabyte": (
        "the text of phrase:help-now#text in en",
        "UPDATE texts SET text = times('00', 500000) WHERE context = 'phrase:help-now#text'",
    ),
    "a text of ten megabytes": (
        "content.db is damaged",
        "UPDATE texts SET text = times('00', 5000000) WHERE context = 'phrase:help-now#text'",
    ),
    "a text that is no UTF-8": (
        "content.db is damaged",
        "UPDATE texts SET text = CAST(x'c328' AS TEXT) WHERE context = 'bundle#title'",
    ),
    "a text that is bytes": (
        "the text of bundle#title in en",
        "UPDATE texts SET text = x'41' WHERE context = 'bundle#title'",
    ),
    "a text backwards": (
        "the text of contact:iom-panama#name in en",
        "UPDATE texts SET text = char(0x202e) || 'abc' WHERE context = 'contact:iom-panama#name'",
    ),
    "a text with a NUL": (
        "the text of contact:iom-panama#address in en",
        "UPDATE texts SET text = 'a' || char(0) || 'b' WHERE context = 'contact:iom-panama#address'",
    ),
    "a text with marks heaped on it": (
        "the text of bundle#title in en",
        "UPDATE texts SET text = 'a' || times(char(0x301), 9) WHERE context = 'bundle#title'",
    ),
    "a page without text": ("a page has no text", "DELETE FROM blocks WHERE page = 'urgent/help' AND language = 'fr'"),
    "a block of no page": (
        "a block belongs to nothing",
        "UPDATE blocks SET page = 'urgent/gone' WHERE page = 'urgent/help'",
    ),
    "a block in no language": ("a block belongs to nothing", "UPDATE blocks SET language = 'xx' WHERE language = 'fr'"),
    "a gap between blocks": (
        "the page urgent/help has too many blocks, or gaps between them",
        "UPDATE blocks SET position = 99 WHERE page = 'urgent/help'",
    ),
    "a block of no kind": (
        "a block of the page urgent/help in en",
        "UPDATE blocks SET kind = 'script' WHERE page = 'urgent/help'",
    ),
    "a block that is a card of nobody": (
        "a block of the page health/doctor in en",
        "UPDATE blocks SET contact = 'nobody' WHERE kind = 'contact'",
    ),
    "a block that is a card and a text": (
        "a block of the page urgent/help in en",
        "UPDATE blocks SET contact = 'iom-staff' WHERE page = 'urgent/help'",
    ),
    "a link that leads nowhere": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["x",0,"page:health/gone"]]' WHERE page = 'urgent/help'""",
    ),
    "a link to a file": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["x",0,"file:///etc/passwd"]]' WHERE page = 'urgent/help'""",
    ),
    "a link to a topic": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["x",0,"topic:health"]]' WHERE page = 'urgent/help'""",
    ),
    "spans without end": (
        "a block of the page urgent/help in en",
        "UPDATE blocks SET spans = times('[', 40000) WHERE page = 'urgent/help'",
    ),
    "a span of two parts": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["x",0]]' WHERE page = 'urgent/help'""",
    ),
    "a span whose text is a number": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[[1,0,""]]' WHERE page = 'urgent/help'""",
    ),
    "a span with a line end": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["a\\nb",0,""]]' WHERE page = 'urgent/help'""",
    ),
    "a block that is too long": (
        "a block of the page urgent/help in en",
        """UPDATE blocks SET spans = '[["' || times('00', 300) || '",0,""]]' WHERE page = 'urgent/help'""",
    ),
    "spans that are not JSON": (
        "a block of the page urgent/help in en",
        "UPDATE blocks SET spans = 'x' WHERE page = 'urgent/help'",
    ),
    # the search
    "an entry that leads nowhere": (
        "search_entries in row 3",
        "UPDATE search_entries SET target = 'page:health/gone' WHERE number = 3",
    ),
    "an entry in another colour": (
        "search_entries in row 1",
        "UPDATE search_entries SET colour = '#000000' WHERE number = 1",
    ),
    "an entry too many": (
        "search_entries has too many rows",
        "INSERT INTO search_entries VALUES (99, 'topic:health', 'topic:health#title', 'x', '', 0, '')",
    ),
    "a missing entry": ("search_entries in row 1", "DELETE FROM search_entries WHERE number = 1"),
    "a word that stands nowhere": (
        "a word of the search stands nowhere",
        "UPDATE search_words SET title = x'ffffff00' WHERE number = 0",
    ),
    "a word that stands at nought": (
        "a word of the search stands nowhere",
        "UPDATE search_words SET body = x'00000000' WHERE number = 0",
    ),
    "a place of three bytes": (
        "the places of a word in the search",
        "UPDATE search_words SET body = x'010000' WHERE number = 0",
    ),
    "a place that is a text": (
        "content.db is damaged",
        "UPDATE search_words SET body = 'abcd' WHERE number = 0",
    ),
    "words that are not sorted": (
        "the words of the search are not sorted",
        "UPDATE search_words SET word = 'zzzz' WHERE number = 0",
    ),
    "a gap between words": ("the words of the search are not numbered", "DELETE FROM search_words WHERE number = 3"),
    "a word in no language": (
        "the words of the search are not numbered",
        "UPDATE search_words SET language = 'xx' WHERE language = 'es'",
    ),
    "a word that is huge": (
        "the words of the search are not sorted",
        "UPDATE search_words SET word = word || times('00', 500) WHERE number = 3",
    ),
    "a number of a word that is a text": (
        "the words of the search are not numbered",
        "UPDATE search_words SET number = 'x' WHERE number = 0",
    ),
    "pairs of letters for too few words": (
        "the words that have a pair of letters",
        "UPDATE search_grams SET words = x'01'",
    ),
    "a pair of letters that is a text": (
        "the words that have a pair of letters",
        "UPDATE search_grams SET words = hex(words)",
    ),
    "a pair of three letters": ("the pairs of letters of the search", "UPDATE search_grams SET gram = gram || 'x'"),
    "a pair of letters in no language": (
        "the words that have a pair of letters",
        "UPDATE search_grams SET language = 'xx' WHERE language = 'es'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason, statement", ROWS.values(), ids=ROWS.keys())
def test_what_the_compiler_would_not_write_is_refused(forger: Forger, reason: str, statement: str) -> None:
    forger.sql(statement)

    with pytest.raises(BundleError, match=re.escape(reason)) as refusal:
        inspect(forger.bundle)
    assert str(refusal.value).isprintable()


#: For each table, what stands in many rows of it.
MANY = {
    "topics": "x, 't' || x, 'house', '#0033A0', 0, 1",
    "contacts": "x, 'c' || x, 'house', '[]', '', '', '[]', '', ''",
    "pages": "x + 9, 'health/p' || x, 'health', 'house', 'text', 0, 0, 'brochure', '', '[]'",
    "blocks": """'health/doctor', 'es', x + 9, 'item', '[["x",0,""]]', '', 'es', 0""",
    "sites": "x, 's' || x, '[]', '[]', '[]', '[]'",
    "languages": "x, 'l' || x, 'X', '', 'root', 'ltr', ''",
    "phrases": "x, 'p' || x, ''",
    "notices": "x, 'n' || x",
    "sources": "'s' || x, 'P', '2022'",
    "texts": "'es', 'page:' || x, 'x', 'es', 0",
    "meta": "x, ''",
    "ui_texts": "'es', x, 'x'",
    "keyboards": """x, '[["a"]]'""",
}
NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 3 UNION ALL SELECT x + 1 FROM n WHERE x < 100000)"


@pytest.mark.parametrize("table", MANY)
def test_a_hundred_thousand_of_anything_are_refused_at_once(forger: Forger, table: str) -> None:
    forger.sql(" ".join((NUMBERS, "INSERT INTO", table, "SELECT", MANY[table], "FROM n")))
    begin = time.thread_time()

    with pytest.raises(BundleError, match="not sound"):
        inspect(forger.bundle)
    assert time.thread_time() - begin < 3


def test_a_search_that_would_sort_millions_of_places_is_refused(
    forger: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.content.soundness.index.MOST_PLACES", 20)

    with pytest.raises(BundleError, match="too many places"):
        inspect(forger.bundle)
