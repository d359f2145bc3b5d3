"""The commands of a content editor that sign nothing: check, build, strings and text."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import publishing_commands
from kiosk.errors import BundleError, Problem

if TYPE_CHECKING:
    from kiosk.content.check import Coverage, Review

#: More warnings that say the same are counted, so that others are not lost among them.
FEW_ALIKE = 3
#: What a warning says of, as page:health/doctor#title.
_OWNER = re.compile(r"^\w+:?\S*#\w+ ")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group ``author`` to the command."""
    author = commands.add_parser("author", help="for content editors", allow_abbrev=False)
    author.set_defaults(is_author=True)
    group = author.add_subparsers(required=True, metavar="COMMAND")
    check = _add(group, "check", "say what is wrong with a source", _check)
    check.add_argument("--strict", action="store_true", help="refuse warnings, too")
    check.add_argument("--all", action="store_true", help="list every warning, those that say the same, too")
    check.add_argument("--json", action="store_true", help="for a script")
    build = _add(group, "build", "compile a source into a bundle", _build)
    build.add_argument("--out", type=Path, required=True, metavar="DIR", help="the bundle")
    for parser in (check, build):
        parser.add_argument("--today", type=_day, default=None, metavar="DATE", help="as if it were that day")
    _add(group, "strings", "bring the translations' catalogues up to date", _strings)
    text = _add(group, "text", "print all that a visitor can read", _text)
    text.add_argument("--language", required=True, metavar="CODE")
    publishing_commands.add_commands(group)


def _add(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    do: object,
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=about, allow_abbrev=False)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the source's folder")
    parser.set_defaults(do=do)
    return parser


def _check(options: argparse.Namespace) -> int:
    from kiosk.content.check import review
    from kiosk.content.report import counted

    found = review(options.folder, today=options.today or _today())
    if options.json:
        print(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
    else:
        _print_problems(found, every=options.all)
        print(f"{counted(len(found.errors), 'error')}, {counted(len(found.warnings), 'warning')}")
        _print_table(found.coverage)
    return 1 if found.errors or (options.strict and found.warnings) else 0


def _print_problems(found: Review, *, every: bool) -> None:
    """Print the warnings, then the errors: what has to be mended is what a terminal still shows."""
    from kiosk.content.check import NEVER_CHECKED
    from kiosk.content.report import in_a_list

    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for warning in found.warnings:
        # Each translator has a file, and is told of it alone.
        file = warning.file if warning.file.startswith("translations/") else ""
        alike.setdefault((file, _OWNER.sub("", warning.what), warning.what_to_do), []).append(warning)
    for (_, what, _), several in alike.items():
        if every or len(several) <= FEW_ALIKE:
            for warning in several:
                print(warning)
        elif what == NEVER_CHECKED:
            told = f"{len(several)} pages and contacts were never checked against their source"
            print(f"warning: {told}; ask their institutions, and list them by --all")
        else:
            print(f"{several[0]} (and {len(several) - 1} more like it; list them by --all)")
    for error in found.errors:
        print(in_a_list(error))


def _as_json(found: Review) -> dict[str, object]:
    return {
        "problems": [asdict(problem) for problem in found.problems],
        "languages": [asdict(coverage) for coverage in found.coverage],
    }


def _print_table(coverage: Sequence[Coverage]) -> None:
    if coverage:
        print()
        print(f"{'language':<13}{'translated':>12}{'stale':>8}{'missing':>9}")
    for line in coverage:
        label = line.language if line.part == "content" else f"{line.language}, screens"
        print(f"{label:<13}{line.translated:>12}{line.stale:>8}{line.missing:>9}")


def _build(options: argparse.Namespace) -> int:
    from kiosk.content.compile import compile_source

    if options.out.resolve().is_relative_to(options.folder.resolve()):
        raise BundleError(f"{options.out} lies within the source {options.folder}; choose a folder outside it")
    compile_source(options.folder, options.out, today=options.today or _today())
    print(f"built {options.out}")
    return 0


def _strings(options: argparse.Namespace) -> int:
    from kiosk.content.messages import update_catalogues
    from kiosk.content.source import load

    changed = update_catalogues(load(options.folder))
    for name in changed:
        print(f"wrote {options.folder / name}")
    if not changed:
        print("the catalogues are up to date")
    return 0


def _text(options: argparse.Namespace) -> int:
    from kiosk.content.proof import proof

    sys.stdout.write(proof(options.folder, options.language))
    return 0


def _today() -> date:
    return datetime.now().astimezone().date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-01-31") from error
