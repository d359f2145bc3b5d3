"""Examples of the screens of Go back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.isolates import bare
from kiosk.ui.staff.generations import ConfirmScreen, GenerationsScreen, Kept, Standing
from kiosk.ui.staff.generations_desk import going_back_view, going_back_wait
from kiosk.ui.staff.sample import Sample
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update_offer import named
from kiosk.ui.staff.update_result import ResultScreen

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf

_GEN = Path("/var/lib/kiosk/store/gen")
_FACTORY = Kept(Standing.FACTORY, Path("/opt/kiosk/factory"))
_DAYS = {3: date(2026, 11, 3), 2: date(2026, 10, 14), 1: date(2026, 12, 1)}


def _kept(standing: Standing, number: int, shelf: Shelf, language: str) -> Kept:
    name = named(bare(shelf.sign(language).title), f"2026.11.{number}")
    path = _GEN / f"{number:08}"
    return Kept(standing, path, name, "OIM Panamá", _DAYS[number], is_shown=standing == Standing.SHOWN)


def _listed(standings: tuple[Standing, ...], look: Look, wording: Wording, shelf: Shelf) -> Screen:
    kept = [_kept(standing, 3 - at, shelf, wording.language) for at, standing in enumerate(standings)]
    is_factory = Standing.SHOWN not in standings
    factory = replace(_FACTORY, is_shown=is_factory)
    return GenerationsScreen(look, wording, [factory, *kept] if is_factory else [*kept, factory])


def _confirm(look: Look, wording: Wording, shelf: Shelf) -> Screen:
    return ConfirmScreen(look, wording, _kept(Standing.BEFORE, 2, shelf, wording.language))


def _going(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return going_back_wait(look, wording)


def _went(look: Look, wording: Wording, shelf: Shelf) -> Screen:
    name = _kept(Standing.BEFORE, 2, shelf, wording.language).name
    return ResultScreen(look, wording, going_back_view(wording, name))


SAMPLES: tuple[Sample, ...] = (
    Sample("generations", Task.GENERATIONS, partial(_listed, (Standing.SHOWN, Standing.BEFORE))),
    Sample("generations-set-aside", Task.GENERATIONS, partial(_listed, (Standing.SHOWN, Standing.ASIDE))),
    Sample("generations-no-older", Task.GENERATIONS, partial(_listed, (Standing.SHOWN,))),
    Sample("generations-factory", Task.GENERATIONS, partial(_listed, ())),
    Sample("generations-confirm", Task.GENERATIONS, _confirm),
    Sample("generations-going-back", Task.GENERATIONS, _going),
    Sample("generations-went-back", Task.GENERATIONS, _went),
)
