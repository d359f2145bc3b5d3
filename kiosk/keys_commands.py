"""The commands of a content editor about keys: who may sign, and what to do when a key is lost or stolen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kiosk.errors import PublishError, reason_of

if TYPE_CHECKING:
    from kiosk.bundle.publishing.keyfiles import KeyFiles
    from kiosk.bundle.publishing.keyring import Keyring

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name


def add_commands(group: Verbs) -> None:
    """Add ``keys`` to the group ``author``."""
    keys = group.add_parser("keys", help="who may sign", allow_abbrev=False)
    verbs = keys.add_subparsers(required=True, metavar="COMMAND")
    _add_init(verbs)
    rotate = _add(verbs, "rotate", "replace keys to which nothing happened", _rotate)
    rotate.add_argument("role", choices=("root", "targets", "release"), metavar="ROLE", help="root, targets or release")
    rotate.add_argument("--editor", default="", metavar="NAME", help="whose, if not this laptop's")
    add = _add(verbs, "add", "let another editor publish", _add_editor)
    add.add_argument("editor", metavar="EDITOR", help="a job, not a person: office2")
    add.add_argument("--to", type=Path, metavar="DIR", help="a new folder with all that the other laptop needs")
    remove = _add(verbs, "remove", "let an editor publish no more", _remove)
    remove.add_argument("editor", metavar="EDITOR")
    for event, about in (("lost", "nobody has it any more"), ("stolen", "somebody else may have it")):
        happened = _add(verbs, event, f"what to do about a key when {about}", _happened)
        happened.add_argument("name", metavar="NAME", help="a key, or an editor with all keys")
        happened.set_defaults(event=event)
        _add_place(happened)
    _add_place(rotate)
    card = _add(verbs, "card", "the recovery card, to print", _card)
    card.add_argument("--out", type=Path, metavar="FILE", help="an .html page, or plain text")
    catch_up = _add(verbs, "catch-up", "take over what another editor did", _catch_up)
    catch_up.add_argument("repository", metavar="REPO", help="a stick, a folder, or an address of http(s)")
    catch_up.add_argument("--yes-keys", action="store_true", help="changed keys were compared already")


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Add the options that name where keys lie."""
    parser.add_argument("--keys", type=Path, required=True, metavar="KEYS", help="the folder of the keys")
    about = "where other keys lie, as on a stick; may be given more than once"
    parser.add_argument("--root-keys", type=Path, action="append", default=[], metavar="DIR", help=about)


def key_files(options: argparse.Namespace) -> KeyFiles:
    """Return where the options say that private keys lie.

    Raises:
        PublishError: There is no such folder.
    """
    from kiosk.bundle.publishing.keyfiles import KeyFiles
    from kiosk.bundle.publishing.passphrases import Passphrases

    for folder in options.root_keys:
        if not folder.is_dir():
            raise PublishError(f"there is no folder {folder}; put in the stick, or name another folder")
    return KeyFiles([options.keys, *options.root_keys], Passphrases())


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def _add(verbs: Verbs, name: str, about: str, do: object) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about, allow_abbrev=False)
    add_keys(parser)
    parser.set_defaults(do=do)
    return parser


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="DIR", help="where the new key goes, as a stick")


def _add_init(verbs: Verbs) -> None:
    first = verbs.add_parser("init", help="make the first keys", allow_abbrev=False)
    first.add_argument("keys", type=Path, metavar="KEYS", help="a new folder")
    first.add_argument("--publisher", default="", metavar="NAME", help="who publishes, as kiosks show it to staff")
    first.add_argument("--editor", default="editor", metavar="NAME", help="the first editor: a job, not a person")
    first.add_argument("--roots", type=int, default=2, metavar="N", help="how many root keys there are")
    first.add_argument("--threshold", type=int, default=1, metavar="N", help="how many of them have to sign")
    about = "where a root key goes, as a stick; once for each of them"
    first.add_argument("--root-keys", type=Path, action="append", default=[], metavar="DIR", help=about)
    first.set_defaults(do=_init)


def _init(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.ceremony import Plan, establish
    from kiosk.bundle.words import words_of

    plan = Plan(options.publisher, options.editor, options.roots, options.threshold, options.root_keys)
    keyring = establish(options.keys, plan, key_files(options))
    for key in keyring.root.keys:
        say(f"made the key {key.name}")
    say("")
    say(f"the root in words: {words_of(keyring.root.content)}")
    if not options.root_keys:
        say(f"Move each root-N{'.pem'} from {options.keys / 'private'} to a stick of its own, away from this laptop.")
    say(f"Then print the recovery card: kiosk author keys card --keys {options.keys}")
    return 0


def _changed(
    options: argparse.Namespace, change: Callable[[Keyring, KeyFiles], Keyring], files: KeyFiles | None = None
) -> Keyring:
    from kiosk.bundle.publishing.keyring import Keyring, held

    with held(options.keys):
        old = Keyring.open(options.keys)
        new = change(old, files or key_files(options))
    before, now = ({key.name for key in keyring.root.keys} for keyring in (old, new))
    for name in sorted(now - before):
        say(f"made the key {name}")
    for name in sorted(before - now):
        say(f"the key {name} counts no more")
    for key in new.root.of_role("root"):
        if (options.keys / "private" / f"{key.name}.pem").is_file():
            say(f"Move {key.name}.pem from {options.keys / 'private'} to a stick of its own, away from this laptop.")
    say(f"root {new.root.version} goes out with the next publication; its words are on the new card: keys card")
    if new.lowest:
        say(f"Kiosks that have it accept no publication below {new.lowest}, the last one that these keys know of.")
    return new


def _rotate(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.succession import rotate

    _changed(options, lambda keys, files: rotate(keys, files, options.role, editor=options.editor, folder=options.to))
    return 0


def _add_editor(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.succession import add

    _changed(options, lambda keys, files: add(keys, files, options.editor, options.to))
    if options.to:
        say(f"Copy {options.to} to the other laptop, then delete it here.")
    return 0


def _remove(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.succession import remove

    _changed(options, lambda keys, files: remove(keys, files, options.editor))
    return 0


def _happened(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing import guidance
    from kiosk.bundle.publishing.ceremony import enough
    from kiosk.bundle.publishing.keyring import Keyring
    from kiosk.bundle.publishing.succession import in_strange_hands, named, replace_keys

    old = Keyring.open(options.keys)
    stolen = in_strange_hands(old, options.name) if options.event == "stolen" else ()
    affected = stolen or named(old, options.name)
    gone = [key for key in affected if key in old.root.keys]
    files = key_files(options)
    # Nobody should read all of it, and say yes, to hear then that the stick is elsewhere.
    kept = [key for key in old.root.keys if key not in gone]
    enough(old.root, files, kept, new=sum(key.role == "root" for key in gone))
    for line in guidance.before(options.event, affected, old.root):
        say(line)
    _go_on()
    files.forbid_passphrases_of(stolen)
    new = _changed(options, lambda keys, files: replace_keys(keys, files, gone, options.to, stolen=stolen), files)
    say("")
    made = [key for key in new.root.keys if key not in old.root.keys]
    for line in guidance.after(options.event, affected, made, new):
        say(line)
    return 0


def _go_on() -> None:
    """Let a person read before anything changes; a script has read it.

    Raises:
        PublishError: The person would rather not.
    """
    from kiosk.bundle.changes import is_yes
    from kiosk.bundle.publishing.answers import answer

    if sys.stdin.isatty() and not is_yes(answer("Type yes to go on: ")):
        raise PublishError("stopped; nothing was changed")


def _card(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.card import as_html, as_text
    from kiosk.bundle.publishing.keyring import Keyring

    keyring, today = Keyring.open(options.keys), datetime.now().astimezone().date()
    if not options.out:
        say(as_text(keyring, today))
        return 0
    make = as_html if options.out.suffix in (".html", ".htm") else as_text
    try:
        options.out.write_text(make(keyring, today), encoding="utf-8")
    except OSError as error:
        raise PublishError(f"{options.out} cannot be written ({reason_of(error)}); name another file") from error
    say(f"wrote {options.out}; print it and keep it apart from the keys")
    return 0


def _catch_up(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.catching_up import CaughtUp, catch_up
    from kiosk.bundle.publishing.verify import repository_at

    def confirm(found: CaughtUp) -> None:
        for line in found.lines:
            say(line)
        if found.roots and not options.yes_keys:
            say("Call whoever holds the root keys, and compare these words: a thief could have changed the keys, too.")
            if not sys.stdin.isatty():
                raise PublishError("the keys were changed, nothing was taken over; compare them, then add --yes-keys")
            _go_on()

    done = catch_up(options.keys, repository_at(options.repository), confirm)
    is_new = done.roots or done.about
    say("took it over; take over the other editor's content, too" if is_new else "there is nothing new")
    return 0
