"""Tells whether a repository is that of some keys, and the last that they know of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.bundle.publishing.history import History
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.words import words_of
from kiosk.errors import PublishError


def refuse_strange(roots: Mapping[int, bytes], timestamp: bytes, keyring: Keyring) -> None:
    """Make sure that a repository with these *roots* and this *timestamp* can be that of the keys.

    Whether it is whole is left to the client.

    Raises:
        PublishError: It is somebody else's, or from before the keys were changed.
    """
    ours = {root.version: root.content for root in keyring.roots}
    shared = {number for number, content in roots.items() if ours.get(number) == content}
    signer = next((root for root in reversed(keyring.roots) if root.signs(timestamp, "timestamp")), None)
    if signer is None and not shared:
        words = f", whose root is in words: {words_of(roots[min(roots)])}" if roots else ""
        raise PublishError(f"this is not yours: others have signed it{words}; take your own, or name other keys")
    if signer is not None and signer is not keyring.root:
        raise PublishError(
            f"this comes from before your keys were changed (your root is number {keyring.root.version} by now), or "
            "somebody has used keys that count no more; publish it again"
        )
    for number in sorted(roots.keys() & ours.keys() - shared):
        raise PublishError(
            f"metadata/{number}.root.json is another one than in {keyring.folder}: two people changed the keys at the "
            "same time; see docs/publishing.md, Two roots"
        )


def problems(number: int, targets_hash: str, history: History) -> Iterator[str]:
    """Yield why kiosks refuse a publication that the keys have signed: they have had a newer one, or a twin."""
    if number < history.taken:
        what = f"this is publication {number}, older than your last publication {history.taken}"
        yield f"{what}: a kiosk that has that one refuses this; publish again"
    elif history.published.get(number, targets_hash) != targets_hash:
        yield f"this is another publication {number} than the one that your keys know; publish again"


def remarks(number: int, history: History) -> Iterator[str]:
    """Yield what is strange about a publication, though kiosks take it."""
    if number not in history.published:
        yield f"your keys do not know publication {number}: another editor made it, else somebody has stolen a key"
