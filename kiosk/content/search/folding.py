"""Folds text to plain words, so that case, accents and signs make no difference to a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Letters that Unicode does not take apart, as people type them who lack the key.
_LETTERS = {
    "œ": "oe", "æ": "ae", "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th", "ŧ": "t",
    "ŋ": "n", "ɲ": "n", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ƴ": "y", "ə": "e",
    "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ـ": "",
}  # fmt: skip
#: What divides a word that may also be written as one: apostrophes and hyphens, folded to the first.
_JOINTS = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u05f3\u1ffd\u2018\u2019\u201b\u2010\u2011-"
#: Characters that are not seen though Unicode counts them as letters or marks.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Marks of this combining class and above are accents or vowel points; those below belong to the letter.
_ACCENT = 10

# Scripts written without spaces: Han and the kana; Thai, Lao, Tibetan, Myanmar and Khmer.
_SIGNS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTERED = "\u0e01-\u0edf\u0f00-\u109f\u1780-\u17ff"
_CHUNK = re.compile(r"[^ ']+(?:'+[^ ']+)*")
_PIECE = re.compile(f"[{_SIGNS}]+|[{_LETTERED}]+|[^{_SIGNS}{_LETTERED}']+")
_SIGN, _RUN = re.compile(f"[{_SIGNS}]"), re.compile(f"[{_SIGNS}{_LETTERED}]")
#: What Arabic writes together with the word that follows: and, in, like, to, and the article.
_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)(?=\w{3})")
_JOINED = re.compile(rf"{_ARTICLE.pattern}|[وفبلك](?=\w{{3}})")


class _Letters(dict[int, str]):
    """What each character becomes, found out when it first occurs."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def fold(text: str) -> str:
    """Return *text* as letters and digits in small type, with blanks and apostrophes between them."""
    return text.translate(_KNOWN)


def typed_words(text: str) -> list[str]:
    """Return the words of what somebody typed; characters written without spaces stay together."""
    return [piece for chunk in _CHUNK.findall(fold(text)) for piece in _PIECE.findall(chunk)]


def written_words(text: str) -> Iterator[str]:
    """Yield the words under which a text is found.

    Besides its words these are the ones within: the pieces of what is written without spaces,
    what follows an Arabic article, and as one word what an apostrophe or a hyphen divides.
    """
    for chunk in _CHUNK.findall(fold(text)):
        parts = _PIECE.findall(chunk)
        for piece in parts:
            if is_run(piece):
                yield from pieces(piece)
            else:
                yield piece
                if joined := _JOINED.match(piece):
                    yield piece[joined.end() :]
        if "'" in chunk:
            yield "".join(parts)


def forms(word: str) -> list[str]:
    """Return the words to look for when *word* is typed: itself, and without an Arabic article."""
    article = _ARTICLE.match(word)
    return [word, word[article.end() :]] if article else [word]


def is_run(word: str) -> bool:
    """Tell whether a word is a run of characters of a script without spaces."""
    return _RUN.match(word) is not None


def pieces(run: str) -> list[str]:
    """Return the beginnings of a run from each of its characters on: two signs or three letters."""
    size = 2 if _SIGN.match(run) else 3
    return [run[index : index + size] for index in range(len(run))]


def whole_pieces(run: str) -> list[str]:
    """Return the pieces that are found where the run stands in a text; itself if it is shorter."""
    found = pieces(run)
    return [piece for piece in found if len(piece) == len(found[0])]


def _folded(character: str) -> str:
    if character in _JOINTS:
        return _JOINTS[0]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_piece, apart))


def _piece(piece: str) -> str:
    if piece in _LETTERS:
        return _LETTERS[piece]
    if piece in _JOINTS:
        return _JOINTS[0]
    category = unicodedata.category(piece)
    if category == "Cf" or unicodedata.combining(piece) >= _ACCENT or _UNSEEN.match(piece):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(piece))
    return piece if piece.isalnum() or category in {"Mn", "Mc"} else " "


_KNOWN = _Letters()
