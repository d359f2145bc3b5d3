"""The command ``kiosk``: what a person may ask of it, handed to the part that does it."""

from __future__ import annotations

import argparse
import io
import logging
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import kiosk
from kiosk.errors import KioskError, SourceError, advice_on, reason_of
from kiosk.terminal import guard

_SIZE = re.compile(r"([1-9][0-9]{2,4})[x×]([1-9][0-9]{2,4})")
#: The exit code of what Ctrl+C ended, as shells have it.
_INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the *arguments* say and return the exit code.

    0 is done, 1 refused or failed with one line that says what and what to do, 2 wrong usage, 130 stopped
    by Ctrl+C.
    """
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    guard()
    try:
        return _done(_parser().parse_args(arguments))
    except SourceError as error:
        from kiosk.content.report import in_a_list

        for problem in error.problems:
            print(in_a_list(problem), file=sys.stderr)
    except KioskError as error:
        print(f"kiosk: {' '.join(str(error).split())}", file=sys.stderr)
    except BrokenPipeError:
        # The reader, `head` say, has seen enough.
        pass
    except KeyboardInterrupt:
        # A second one ends what is left at once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        print("\nkiosk: stopped by Ctrl+C", file=sys.stderr)
        _drop_unwritten_output()
        return _INTERRUPTED
    _drop_unwritten_output()
    return 1


def _done(options: argparse.Namespace) -> int:
    """Do what was asked and return the exit code.

    Raises:
        KioskError: It was refused; also for what the command cannot read or write.
    """
    try:
        code = int(options.do(options))
        sys.stdout.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        if logging.getLogger("kiosk").handlers:
            # A fault of a running kiosk goes to its own log, too.
            logging.getLogger(__name__).exception("the command failed")
        where = f"{error.filename}: " if error.filename else ""
        raise KioskError(f"{where}{reason_of(error)}; {advice_on(error)}") from error
    return code


def _drop_unwritten_output() -> None:
    """Let what cannot be written go nowhere, so that the end of the program does not fail at it."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk", description=kiosk.__doc__, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"kiosk {kiosk.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_tour(commands)
    _add_self_test(commands)
    _add_device(commands)
    if not getattr(sys, "frozen", False):
        _add_author(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser("run", help="open the kiosk", allow_abbrev=False)
    run.add_argument("--windowed", type=_size, metavar="WxH", help="in a window of W×H pixels")
    _add_content(run)
    run.set_defaults(do=_run)


def _add_tour(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tour = commands.add_parser("tour", help="paint the screens into a folder", allow_abbrev=False)
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--all", action="store_true", help="each screen in every way there is")
    for name, kind, metavar in (
        ("--size", _size, "WxH"),
        ("--language", str, "CODE"),
        ("--theme", str, "NAME"),
        ("--text-size", int, "N"),
    ):
        tour.add_argument(name, action="append", type=kind, metavar=metavar, default=[])
    about = "the same as --size, as `kiosk run` has it"
    tour.add_argument("--windowed", dest="size", action="append", type=_size, metavar="WxH", help=about)
    tour.add_argument("--pseudo", action="store_true", help="also in longer words, and in Arabic letters")
    _add_content(tour)
    tour.set_defaults(do=_tour)


def _add_self_test(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "walk through every screen in every language"
    test = commands.add_parser("self-test", help=about, allow_abbrev=False)
    _add_content(test)
    test.set_defaults(do=_self_test)


def _add_content(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--content", type=Path, metavar="DIR", help="a source, compiled at once")
    which.add_argument("--bundle", type=Path, metavar="DIR", help="a compiled bundle")
    parser.add_argument("--site", default="", metavar="ID", help="the centre where it stands")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the installer's settings")
    parser.add_argument("--state", type=Path, metavar="DIR", help="where this device writes")


def _add_author(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from kiosk import author

    author.add_commands(commands)


def _add_device(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from kiosk import device_commands

    device_commands.add_commands(commands)


def _run(options: argparse.Namespace) -> int:
    from kiosk import app

    return app.run(options)


def _tour(options: argparse.Namespace) -> int:
    with _ended_by_interrupt():
        from kiosk import app

        return app.tour(options)


def _self_test(options: argparse.Namespace) -> int:
    with _ended_by_interrupt():
        from kiosk import app

        return app.self_test(options)


@contextmanager
def _ended_by_interrupt() -> Iterator[None]:
    """Let Ctrl+C end the process at once: Qt prints an exception that is raised while it paints, and goes on."""

    def end(_signal: int, _frame: object) -> None:
        os.write(2, b"\nkiosk: stopped by Ctrl+C\n")
        os._exit(_INTERRUPTED)

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write one as in 1366x768")
    return int(found[1]), int(found[2])
