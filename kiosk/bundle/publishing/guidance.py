"""What to tell somebody whose key is lost or stolen: what it means, what is needed and what to do then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from kiosk.bundle.publishing.keyfiles import PRIVATE, SUFFIX
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.roots import KeyRole, NamedKey, SignedRoot

Event = Literal["lost", "stolen"]

_ALL_LOST = (
    "If fewer than {threshold} root keys are left in all, nobody can name new keys. Then begin anew: kiosk author keys "
    "init NEW, publish with NEW, and at the console of each kiosk: kiosk device enroll NEW/history/1.root.json"
)


def before(event: Event, keys: Sequence[NamedKey], root: SignedRoot) -> Iterator[str]:
    """Yield what it means, and what is needed."""
    names, roles = ", ".join(key.name for key in keys), {key.role for key in keys}
    yield f"{event}: {names}"
    yield ""
    yield from _meaning(event, roles, root.threshold)
    yield ""
    left = [key.name for key in root.of_role("root") if key not in keys]
    replaced = "New keys take their place. " if any(key in root.keys for key in keys) else ""
    yield f"{replaced}{root.threshold} of the root keys that are left must sign: {', '.join(left)}."
    yield _ALL_LOST.format(threshold=root.threshold)


def after(event: Event, keys: Sequence[NamedKey], made: Sequence[NamedKey], keyring: Keyring) -> Iterator[str]:
    """Yield what to do now."""
    roles = {key.role for key in keys}
    if made:
        yield f"made: {', '.join(key.name for key in made)}"
        yield ""
    hurry = event == "stolen"
    yield "Now, in this order:"
    steps = ["publish at once: kiosk author publish" if hurry else "publish as usual, when there is something new"]
    steps.append("bring it to every kiosk, today" if hurry else "bring it to the kiosks with the next update")
    if hurry and "targets" in roles:
        steps.append("call each centre: does it show a number that is not yours? until the update it may")
    if hurry and "root" in roles:
        steps.append("a kiosk that refuses the update has met the thief: enroll it anew at its console")
    if any(key.role == "root" and (keyring.folder / PRIVATE / f"{key.name}{SUFFIX}").is_file() for key in made):
        steps.append("move the new root key to a stick of its own, away from this laptop")
    for editor in dict.fromkeys(key.editor for key in keys if key.editor not in ("", keyring.editor)):
        files = " and ".join(f"{key.name}.pem" for key in made if key.editor == editor)
        steps.append(f"bring {files} into the folder private of {editor}'s KEYS, and delete them here")
    if len(keyring.root.editors) > 1:
        steps.append("once it is published, on each other laptop: kiosk author keys catch-up REPO --keys KEYS")
    steps.append("print a new recovery card: kiosk author keys card")
    for number, step in enumerate(steps, 1):
        yield f"{number}. {step}"


def _meaning(event: Event, roles: set[KeyRole], threshold: int) -> Iterator[str]:
    if event == "lost":
        yield "Nobody can misuse what is lost. The kiosks go on showing what they have, and there is no hurry."
        if "root" in roles:
            yield "Without a new root key, the next loss could be the last one that can be mended."
        return
    if roles - {"root"}:
        yield (
            "A kiosk that has the next publication never again shows what one of these keys has signed, whoever used "
            "it: nobody can tell your content from the thief's. It keeps what others signed, and what it came with."
        )
    if "root" in roles and threshold == 1:
        yield (
            "Who has a root key and its passphrase can name keys of their own, and kiosks will believe them. "
            "The passphrase gives you days, not weeks: hurry."
        )
    elif "root" in roles:
        yield f"One root key alone signs nothing: {threshold} are needed. Replace it before another one goes."
    if "targets" in roles:
        yield (
            "Who has the keys of an editor and their passphrase can put wrong phone numbers on kiosks that get "
            "their stick. Hurry."
        )
    elif "release" in roles:
        yield (
            "Who has a release key and its passphrase can hold updates back, or make kiosks refuse yours for a while. "
            "They cannot change a word or a number."
        )
