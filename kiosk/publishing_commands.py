"""The commands of a content editor that publish, and look at what is published."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import keys_commands
from kiosk.keys_commands import add_keys, key_files, say
from kiosk.terminal import one_line

if TYPE_CHECKING:
    from kiosk.bundle.publishing.verdict import Verdict

#: After how long somebody should look at the content again, unless the editor says otherwise.
_REVIEWED_AFTER = timedelta(days=182)


def add_commands(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that sign to the group ``author``."""
    _add_publish(group)
    _add_verify(group)
    keys_commands.add_commands(group)


def _add_publish(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = group.add_parser("publish", help="sign a source for the kiosks", allow_abbrev=False)
    publish.add_argument("folder", type=Path, metavar="DIR", help="the source's folder")
    publish.add_argument("--out", type=Path, required=True, metavar="REPO", help="a stick, or a folder")
    publish.add_argument("--yes-contacts", action="store_true", help="all changed numbers were compared already")
    publish.add_argument("--editor", default="", metavar="NAME", help="whose keys sign, if not this laptop's")
    publish.add_argument("--published", type=_moment, metavar="TIME", help="as if it were then")
    publish.add_argument("--review-by", type=_day, metavar="DATE", help="when to look at it again; in six months")
    add_keys(publish)
    publish.set_defaults(do=_publish)


def _publish(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.confirming import confirm
    from kiosk.bundle.publishing.publish import Order, publish

    published = options.published or datetime.now().astimezone().replace(microsecond=0)
    review_by = options.review_by or published.date() + _REVIEWED_AFTER
    order = Order(options.folder, options.keys, options.out, published, review_by, options.editor)
    done = publish(order, key_files(options), lambda changes: confirm(changes, say, yes_contacts=options.yes_contacts))
    say(f"published {done.about.label}, publication {done.number}, in {options.out}")
    return 0


def _add_verify(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = group.add_parser("verify", help="look at a repository as a kiosk would", allow_abbrev=False)
    verify.add_argument("repository", metavar="REPO", help="a stick, a folder, or an address of http(s)")
    verify.add_argument("--as-of", type=int, default=0, metavar="N", help="as a kiosk that has publication N")
    whose = verify.add_mutually_exclusive_group()
    about = "as one of your kiosks: it trusts these keys, and has the last publication that they made"
    whose.add_argument("--keys", type=Path, metavar="KEYS", help=about)
    whose.add_argument("--root", type=Path, metavar="FILE", help="as a kiosk that was enrolled with this root")
    verify.add_argument("--json", action="store_true", help="for a script")
    verify.set_defaults(do=_verify)


def _verify(options: argparse.Namespace) -> int:
    from kiosk.bundle.publishing.keyring import Keyring
    from kiosk.bundle.publishing.verify import repository_at, verify
    from kiosk.bundle.trust import read_root
    from kiosk.content.report import counted

    root = read_root(options.root) if options.root else None
    keyring = Keyring.open(options.keys) if options.keys else None
    verdict = verify(repository_at(options.repository), as_of=options.as_of, trusted_root=root, keyring=keyring)
    if options.json:
        say(json.dumps(_as_json(verdict), ensure_ascii=False, indent=1))
        return 0 if verdict.is_good else 1
    for line in (*verdict.problems, *verdict.gaps, *(f"note: {remark}" for remark in verdict.remarks)):
        say(one_line(line))
    if verdict.about:
        say(f"publication {verdict.number}: {verdict.about.label} of {verdict.about.publisher}")
        say(f"{len(verdict.facts)} files, {-(-verdict.size // 1024)} KiB, {counted(len(verdict.roots), 'root')}")
    say(_ending(verdict, is_known=bool(root or keyring)))
    return 0 if verdict.is_good else 1


def _as_json(verdict: Verdict) -> dict[str, object]:
    about = verdict.about
    found: dict[str, object] = {"problems": verdict.problems + verdict.gaps, "remarks": verdict.remarks}
    found |= {"publication": verdict.number, "roots": sorted(verdict.roots), "words": verdict.words}
    found |= {"files": len(verdict.facts), "bytes": verdict.size}
    return found | ({"version": about.label, "publisher": about.publisher} if about else {})


def _ending(verdict: Verdict, *, is_known: bool) -> str:
    """Return the last line, which claims no more than was seen."""
    if verdict.problems:
        return "kiosks refuse this"
    if not verdict.about:
        return "nobody can tell whether kiosks take this"
    if verdict.gaps:
        return "some kiosks refuse this"
    if is_known:
        return "kiosks that trust these keys take this"
    return f"whole, and signed by: {verdict.words}; a kiosk takes it if it trusts these words"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-01-31") from error


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text).replace(microsecond=0)
        return found if found.tzinfo else found.astimezone()
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write 2026-01-31T12:00+00:00") from error
