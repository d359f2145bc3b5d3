"""Whatever has to be painted is painted once, by a process with limits, before a kiosk offers or shows it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.bundle.store import Store
from kiosk.bundle.trial import (
    DONE,
    MARK,
    Painter,
    TrialError,
    is_painted,
    is_refused,
    make_sure,
    paint_by_command,
)
from kiosk.content.drawings import is_drawing
from kiosk.errors import BundleError
from kiosk.ui.supply import Supply
from tests.bundle.device import Device
from tests.bundle.team import DRAWING, Team, content

TOLD = "takes too much memory or time to be painted; ask its publisher to draw it simpler"


def costly() -> bytes:
    """A drawing within all limits of attributes, numbers and size, which takes Qt many seconds."""
    dice = random.Random(1)  # noqa: S311 - the same corners each time
    corners = "".join(f"L{dice.randint(0, 99)} {dice.randint(0, 99)}" for _ in range(2490))
    line = f"<path stroke='#000' stroke-width='30' stroke-linejoin='round' d='M0 0{corners}'/>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{line}</svg>".encode()
    assert is_drawing(drawing)
    return drawing


COSTLY = costly()
#: Within the limits that drawings had once: tiny dashes, for which Qt takes gigabytes.
DASHED = DRAWING.replace(b"<path", b"<path stroke='#000' stroke-dasharray='.0001' stroke-linecap='round'")


@pytest.mark.parametrize("verb", ["look", "install"])
def test_what_takes_too_much_is_refused_before_it_is_offered_or_installed(
    team: Team, device: Device, verb: str
) -> None:
    team.publish(content(2, drawing=COSTLY))

    answer = device.run(verb, team.office, "--json")

    assert (answer.code, answer.last["event"], answer.last["reason"]) == (1, "refused", "unusable")
    assert answer.last["message"].endswith(TOLD)
    assert "media/icons/" in answer.last["message"]
    assert device.shown() == 1
    assert device.store.offer() is None


def test_what_was_installed_is_known_to_be_painted_and_painted_no_more(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = device.current()
    assert generation is not None
    assert is_painted(generation.path)
    monkeypatch.setattr("sys.executable", "/nowhere")

    make_sure(generation.path, generation.manifest.files)


def test_what_an_earlier_program_installed_is_painted_before_it_is_shown(device: Device) -> None:
    generation = device.current()
    assert generation is not None
    (generation.path / MARK).unlink()

    make_sure(generation.path, generation.manifest.files)

    assert is_painted(generation.path)


@pytest.mark.logged
def test_what_an_earlier_program_installed_is_given_up_if_it_takes_too_much(team: Team, device: Device) -> None:
    team.publish(content(2))
    device.install(team.office)
    generation = device.current()
    assert generation is not None
    (generation.path / MARK).unlink()
    drawing = next(name for name in generation.manifest.files if name.endswith(".svg"))
    (generation.path / drawing).unlink()
    (generation.path / drawing).write_bytes(COSTLY)

    supply = Supply(device.state, "", lambda: device.state / "factory")
    shelf = supply.contents().best()

    assert shelf.bundle.name == "00000001"
    assert is_refused(generation.path)
    shelf.close()
    assert device.shown() == 1
    assert Store(device.state).best_to_start() == device.current()

    # The same publication again is brought and painted anew.
    assert not device.install(team.office).was_there
    assert device.shown() == 2


def test_dashes_are_never_painted(device: Device, tmp_path: Path) -> None:
    (tmp_path / "dashed.svg").write_bytes(DASHED)

    # It would be killed otherwise.
    paint_by_command(tmp_path, ["dashed.svg"])


@pytest.mark.logged
def test_where_nobody_can_tell_old_content_is_shown(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    generation = device.current()
    assert generation is not None
    (generation.path / MARK).unlink()
    monkeypatch.setattr("sys.executable", "/nowhere")

    make_sure(generation.path, generation.manifest.files)

    assert not is_painted(generation.path)
    assert not is_refused(generation.path)


# ---------------------------------------------------------------- the process that paints


def nothing() -> None:
    pass


def fine(_bundle: Path, names: list[str], tell: Callable[[str], None]) -> None:
    for name in names:
        tell(name)


def dies(_bundle: Path, names: list[str], tell: Callable[[str], None]) -> None:
    tell(names[1])
    raise MemoryError


def test_a_process_paints_what_it_is_told(tmp_path: Path) -> None:
    Painter(nothing, fine)(tmp_path, ["one.svg", "two.svg"])


def test_it_tells_at_what_it_died(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=f"not sound: two.svg {TOLD}"):
        Painter(nothing, dies)(tmp_path, ["one.svg", "two.svg"])


def test_one_that_cannot_even_begin_refuses_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError

    with pytest.raises(TrialError, match="the drawings cannot be tried out; restart the kiosk and try again"):
        Painter(fail, fine)(tmp_path, ["one.svg"])


def test_the_command_tells_the_same_to_a_script(device: Device, tmp_path: Path) -> None:
    answer = device.run("paint", tmp_path, "--json")

    assert (answer.code, answer.last) == (0, {"event": "painted", "message": DONE})
