"""The recovery card: a sheet of paper for the day on which a key is lost or stolen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.words import words_of

_WITH = "--keys KEYS --root-keys STICK"
_WHAT_TO_DO = (
    (
        "A key or its passphrase is lost",
        f"kiosk author keys lost NAME {_WITH}",
        "No hurry. The kiosks go on.",
    ),
    (
        "A key is stolen",
        f"kiosk author keys stolen NAME {_WITH}",
        "Today. Then publish, and visit every kiosk.",
    ),
    (
        "A laptop is stolen",
        f"kiosk author keys stolen EDITOR {_WITH}",
        "Today, from the copy of KEYS.",
    ),
    (
        "Too few root keys are left",
        "kiosk author keys init NEW, publish, and at each kiosk: kiosk device enroll NEW/history/1.root.json",
        "Every kiosk has to be visited.",
    ),
)
_STYLE = (
    "body{font:12pt/1.4 sans-serif;max-width:18cm;margin:1cm auto}h1{font-size:18pt}h2{font-size:13pt}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid black;padding:2mm;text-align:left;vertical-align:top}"
    ".words{font-size:15pt;font-weight:bold}code{font-size:10pt}"
)


def as_text(keyring: Keyring, day: date) -> str:
    """Return the card as plain text."""
    lines = [
        f"RECOVERY CARD of {keyring.publisher or 'the publisher'}, printed on {day:%Y-%m-%d}",
        "",
        *_intro(keyring),
    ]
    lines += ["", "Roots, and what each is in words (a kiosk shows those of the root it was enrolled with):"]
    lines += [f"  {number}: {words}" for number, words in _roots(keyring)]
    lines += ["", "Keys, and where each of them is (fill in by hand):"]
    lines += [f"  {name:<20} {use:<42} ______________________" for name, use in _keys(keyring)]
    lines += ["", "What to do:"]
    lines += [f"  {what}: {how}\n    {when}" for what, how, when in _WHAT_TO_DO]
    lines += ["", "To be called when something happens: ______________________", ""]
    return "\n".join(lines)


def as_html(keyring: Keyring, day: date) -> str:
    """Return the card as a page to print, which needs nothing but itself."""
    title = f"Recovery card of {keyring.publisher or 'the publisher'}"
    roots = "".join(f"<tr><th>{number}</th><td class=words>{words}</td></tr>" for number, words in _roots(keyring))
    keys = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(use)}</td><td style='width:6cm'></td></tr>"
        for name, use in _keys(keyring)
    )
    to_do = "".join(
        f"<tr><th>{escape(what)}</th><td><code>{escape(how)}</code></td><td>{escape(when)}</td></tr>"
        for what, how, when in _WHAT_TO_DO
    )
    intro = "".join(f"<p>{escape(line)}</p>" for line in _intro(keyring))
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<h1>{escape(title)}</h1><p>Printed on {day:%Y-%m-%d}</p>{intro}"
        f"<h2>Roots in words</h2><p>A kiosk shows those of the root it was enrolled with.</p><table>{roots}</table>"
        f"<h2>Keys, and where each of them is</h2><table>{keys}</table>"
        f"<h2>What to do</h2><table>{to_do}</table>"
        "<p>To be called when something happens: ______________________________</p></html>\n"
    )


def _intro(keyring: Keyring) -> Iterator[str]:
    root = keyring.root
    yield (
        f"Kiosks take content that was signed with these keys and nothing else. {root.threshold} of the "
        f"{len(root.of_role('root'))} root keys can name new ones. "
        "Keep this card apart from the keys, and write no passphrase on it."
    )


def _roots(keyring: Keyring) -> Iterator[tuple[int, str]]:
    for root in reversed(keyring.roots):
        yield root.version, words_of(root.content)


def _keys(keyring: Keyring) -> Iterator[tuple[str, str]]:
    uses = {
        "root": "names the other keys; on a stick of its own",
        "targets": "signs content",
        "release": "says which content is the newest",
    }
    for key in keyring.root.keys:
        yield key.name, uses[key.role] + (f" ({key.editor})" if key.editor else "")
