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
_APOSTROPHES = "'’‘‛`´ʹʻʼʽ׳＇"
#: Characters that are not seen though Unicode counts them as letters or marks.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Marks of this combining class and above are accents or vowel points; those below belong to the letter.
_ACCENT = 10

# Scripts written without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, Han and the kana.
_UNSPACED = (
    "\u0e01-\u0e5b\u0e81-\u0edf\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_CHUNK = re.compile(r"[^ ']+(?:'+[^ ']+)*")
_PIECE = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}']+")
_RUN = re.compile(f"[{_UNSPACED}]")
#: What Arabic writes together with the word that follows: and, in, like, to, and the article.
_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)(?=\w{3})")
_JOINED = re.compile(rf"{_ARTICLE.pattern}|[وفبلك](?=\w{{3}})")


class _Letters(dict[int, str]):
    """What each character becomes, found out when it first occurs."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def fold(text: str) -> str:
    """Return *text* as letters and digits in small type, with blanks and apostrophes between words."""
    return text.translate(_KNOWN)


def typed_words(text: str) -> list[str]:
    """Return the words of what somebody typed; characters written without spaces stay together."""
    return [piece for chunk in _CHUNK.findall(fold(text)) for piece in _PIECE.findall(chunk)]


def written_words(text: str) -> Iterator[str]:
    """Yield the words under which a text is found.

    Besides its words these are the ones within: two by two the characters of scripts without
    spaces, what follows an Arabic article, and what an apostrophe divides as one word.
    """
    for chunk in _CHUNK.findall(fold(text)):
        pieces = _PIECE.findall(chunk)
        for piece in pieces:
            if is_run(piece):
                yield from pairs(piece)
            else:
                yield piece
                if joined := _JOINED.match(piece):
                    yield piece[joined.end() :]
        if "'" in chunk:
            yield "".join(pieces)


def forms(word: str) -> list[str]:
    """Return the words to look for when *word* is typed: itself, and without an Arabic article."""
    article = _ARTICLE.match(word)
    return [word, word[article.end() :]] if article else [word]


def is_run(word: str) -> bool:
    """Tell whether a word is a run of characters of a script without spaces."""
    return _RUN.match(word) is not None


def pairs(run: str) -> list[str]:
    """Return the characters of a run two by two, and the last one alone."""
    return [run[index : index + 2] for index in range(len(run))]


def _folded(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_piece, apart))


def _piece(piece: str) -> str:
    if piece in _LETTERS:
        return _LETTERS[piece]
    category = unicodedata.category(piece)
    if category == "Cf" or unicodedata.combining(piece) >= _ACCENT or _UNSEEN.match(piece):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(piece))
    return piece if piece.isalnum() or category in {"Mn", "Mc"} else " "


_KNOWN = _Letters()
