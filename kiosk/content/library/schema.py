"""The tables of content.db, and the statements that fill and ask them: all SQL there is."""

from __future__ import annotations

#: The format of bundles that this kiosk writes, and those that it reads; a later one is refused.
#: 3: a phone number is ``[number, dials, extension]`` and no longer a text alone.
FORMAT = 3
FORMATS = (2, FORMAT)
#: Marks the file as a kiosk's content ("kios").
APPLICATION_ID = 0x6B696F73

CREATE = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE languages (
    position INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, endonym TEXT NOT NULL,
    greeting TEXT NOT NULL, locale TEXT NOT NULL, direction TEXT NOT NULL, font TEXT NOT NULL);
CREATE TABLE sites (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, languages TEXT NOT NULL,
    contacts TEXT NOT NULL, topics_first TEXT NOT NULL, topics_hidden TEXT NOT NULL);
CREATE TABLE topics (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, icon TEXT NOT NULL,
    colour TEXT NOT NULL, sensitive INTEGER NOT NULL, tile INTEGER NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, publisher TEXT NOT NULL, year TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE contacts (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, icon TEXT NOT NULL,
    phones TEXT NOT NULL, email TEXT NOT NULL, web TEXT NOT NULL, social TEXT NOT NULL,
    source TEXT NOT NULL, checked TEXT NOT NULL);
CREATE TABLE pages (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, topic TEXT NOT NULL,
    icon TEXT NOT NULL, kind TEXT NOT NULL, sensitive INTEGER NOT NULL,
    critical INTEGER NOT NULL, source TEXT NOT NULL, checked TEXT NOT NULL,
    contacts TEXT NOT NULL);
CREATE INDEX pages_by_topic ON pages (topic, position);
CREATE TABLE blocks (
    page TEXT NOT NULL, language TEXT NOT NULL, position INTEGER NOT NULL,
    kind TEXT NOT NULL, spans TEXT NOT NULL, contact TEXT NOT NULL,
    shown TEXT NOT NULL, stale INTEGER NOT NULL,
    PRIMARY KEY (page, language, position)) WITHOUT ROWID;
CREATE TABLE phrases (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, icon TEXT NOT NULL);
CREATE TABLE notices (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE texts (
    language TEXT NOT NULL, context TEXT NOT NULL, text TEXT NOT NULL,
    shown TEXT NOT NULL, stale INTEGER NOT NULL,
    PRIMARY KEY (language, context)) WITHOUT ROWID;
CREATE TABLE ui_texts (
    language TEXT NOT NULL, message TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (language, message)) WITHOUT ROWID;
CREATE TABLE keyboards (language TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE search_entries (
    number INTEGER PRIMARY KEY, target TEXT NOT NULL, context TEXT NOT NULL, icon TEXT NOT NULL,
    colour TEXT NOT NULL, sensitive INTEGER NOT NULL, topic TEXT NOT NULL);
CREATE INDEX search_entries_by_topic ON search_entries (topic);
CREATE TABLE search_words (
    language TEXT NOT NULL, number INTEGER NOT NULL, word TEXT NOT NULL, title BLOB NOT NULL,
    keywords BLOB NOT NULL, summary BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (language, number), UNIQUE (language, word)) WITHOUT ROWID;
CREATE TABLE search_grams (
    language TEXT NOT NULL, gram TEXT NOT NULL, words BLOB NOT NULL,
    PRIMARY KEY (language, gram)) WITHOUT ROWID;
"""

INSERT = {
    "meta": "INSERT INTO meta VALUES (?, ?)",
    "languages": "INSERT INTO languages VALUES (?, ?, ?, ?, ?, ?, ?)",
    "sites": "INSERT INTO sites VALUES (?, ?, ?, ?, ?, ?)",
    "topics": "INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?)",
    "sources": "INSERT INTO sources VALUES (?, ?, ?)",
    "contacts": "INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "pages": "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "blocks": "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "phrases": "INSERT INTO phrases VALUES (?, ?, ?)",
    "notices": "INSERT INTO notices VALUES (?, ?)",
    "texts": "INSERT INTO texts VALUES (?, ?, ?, ?, ?)",
    "ui_texts": "INSERT INTO ui_texts VALUES (?, ?, ?)",
    "keyboards": "INSERT INTO keyboards VALUES (?, ?)",
    "search_words": "INSERT INTO search_words VALUES (?, ?, ?, ?, ?, ?, ?)",
    "search_grams": "INSERT INTO search_grams VALUES (?, ?, ?)",
}

#: Lists all that a search can find; of what matches alike, the first one comes first. A topic
#: without a tile is left out, since its slot is always in sight; its pages are pressing: they lead.
LIST_ENTRIES = (
    """
    INSERT INTO search_entries (target, context, icon, colour, sensitive, topic)
    SELECT 'topic:' || id, 'topic:' || id || '#title', icon, colour, sensitive, id
    FROM topics WHERE tile ORDER BY position""",
    """
    INSERT INTO search_entries (target, context, icon, colour, sensitive, topic)
    SELECT 'contact:' || id, 'contact:' || id || '#name', icon, '', 0, ''
    FROM contacts ORDER BY position""",
    """
    INSERT INTO search_entries (target, context, icon, colour, sensitive, topic)
    SELECT 'page:' || p.id, 'page:' || p.id || '#title', p.icon, t.colour, p.sensitive, t.id
    FROM pages p JOIN topics t ON t.id = p.topic ORDER BY t.tile, p.position""",
)

#: What the index of the search is made from: the texts in their own language.
INDEX = {
    "entries": "SELECT target, number FROM search_entries",
    "texts": "SELECT context, text FROM texts WHERE language = ?1 AND shown = ?1 ORDER BY context",
    "blocks": """
        SELECT page, spans FROM blocks WHERE language = ?1 AND shown = ?1 ORDER BY page, position""",
}

# Words are numbered as they are sorted, so that those from one word to another lie side by side.
_FROM_TO = """
        WHERE language = ?1
        AND number >= (SELECT number FROM search_words
            WHERE language = ?1 AND word >= ?2 ORDER BY word LIMIT 1)
        AND number <= (SELECT number FROM search_words
            WHERE language = ?1 AND word < ?3 ORDER BY word DESC LIMIT 1)"""

#: The questions. A field's context begins with its owner, so that an owner's texts are one range.
SELECT = {
    "meta": "SELECT value FROM meta WHERE key = ?",
    "languages": """
        SELECT code, endonym, greeting, locale, direction, font FROM languages ORDER BY position""",
    "sites": """
        SELECT id, languages, contacts, topics_first, topics_hidden FROM sites ORDER BY position""",
    "site": """
        SELECT id, languages, contacts, topics_first, topics_hidden FROM sites WHERE id = ?""",
    "topics": "SELECT id, icon, colour, sensitive, tile FROM topics ORDER BY position",
    "topic": "SELECT id, icon, colour, sensitive, tile FROM topics WHERE id = ?",
    "contacts": """
        SELECT id, icon, phones, email, web, social, checked FROM contacts ORDER BY position""",
    "contact": """
        SELECT id, icon, phones, email, web, social, checked FROM contacts WHERE id = ?""",
    "page": """
        SELECT p.id, p.topic, p.icon, p.sensitive, p.kind, p.critical, p.contacts, p.checked,
            p.source, s.publisher, s.year
        FROM pages p JOIN sources s ON s.id = p.source WHERE p.id = ?""",
    "pages": """
        SELECT p.id, p.topic, p.icon, p.sensitive,
            t.text, t.shown, t.stale, s.text, s.shown, s.stale
        FROM pages p
        JOIN texts t ON t.language = ?1 AND t.context = 'page:' || p.id || '#title'
        JOIN texts s ON s.language = ?1 AND s.context = 'page:' || p.id || '#summary'
        WHERE p.topic = ?2 ORDER BY p.position""",
    "blocks": """
        SELECT kind, spans, contact, shown, stale FROM blocks
        WHERE page = ? AND language = ? ORDER BY position""",
    "phrases": "SELECT id, icon FROM phrases ORDER BY position",
    "notices": "SELECT id FROM notices ORDER BY position",
    "text": "SELECT text, shown, stale FROM texts WHERE language = ? AND context = ?",
    "texts": """
        SELECT context, text, shown, stale FROM texts
        WHERE language = ? AND context >= ? AND context < ?""",
    "ui_texts": "SELECT message, text FROM ui_texts WHERE language = ?",
    "keyboard": "SELECT rows FROM keyboards WHERE language = ?",
    "search_size": "SELECT count(*) FROM search_entries",
    "search_hidden": """
        SELECT number FROM search_entries WHERE topic IN (SELECT value FROM json_each(?))""",
    "search_entry": """
        SELECT e.target, e.icon, e.colour, e.sensitive, t.text, t.shown, t.stale
        FROM search_entries e JOIN texts t ON t.language = ?2 AND t.context = e.context
        WHERE e.number = ?1""",
    "search_beginning": f"""
        SELECT word, title, keywords, summary, body FROM search_words
        {_FROM_TO}""",  # noqa: S608 - put together from constants
    "search_initials": f"""
        SELECT word, title, keywords FROM search_words
        {_FROM_TO} AND (title <> x'' OR keywords <> x'')""",  # noqa: S608
    "search_stem": f"""
        SELECT title, keywords, summary, body FROM search_words
        {_FROM_TO} AND length(word) <= ?4""",  # noqa: S608
    "search_places": """
        SELECT number, title, keywords, summary, body FROM search_words
        WHERE language = ? AND number IN (SELECT value FROM json_each(?))""",
    "search_spelled": """
        SELECT number, word FROM search_words WHERE language = ? AND number IN (SELECT value FROM json_each(?))""",
    "search_grams": """
        SELECT words FROM search_grams
        WHERE language = ? AND gram IN (SELECT value FROM json_each(?))""",
}

#: What makes the same source the same file, byte for byte.
SETTINGS = (
    "PRAGMA page_size = 4096",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT}",
)
