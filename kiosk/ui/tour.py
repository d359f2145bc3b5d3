"""Pictures of every screen, as a visitor sees them, without a display."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kiosk.errors import SettingsError, reason_of
from kiosk.navigation import START
from kiosk.settings import Settings
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.notices import samples
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.screens.search import SearchScreen
from kiosk.ui.staff.exhibit import SAMPLES, Exhibit
from kiosk.ui.stage import Door
from kiosk.ui.stops import Stop, elsewhere, everything, examples, not_set_up, with_numbers
from kiosk.ui.theme.roles import THEMES
from kiosk.visit import TEXT_SIZES, Visit

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from kiosk.ui.shelf import Shelf

SIZES = ((1024, 600), (1366, 768), (1920, 1080), (1080, 1920))
DESIGN_SIZE = (1366, 768)


@dataclass(frozen=True)
class Route:
    """What to render: window sizes in pixels, languages, themes, text sizes in per cent.

    *every_page* adds all pages at the design's own size and plain look, and *numbers* leaves those with a number to
    call alone; *visitor* and *staff* say whose screens.
    """

    sizes: tuple[tuple[int, int], ...] = (DESIGN_SIZE,)
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ("normal",)
    text_sizes: tuple[int, ...] = (100,)
    every_page: bool = False
    numbers: bool = False
    visitor: bool = True
    staff: bool = True


#: What the self-test sees: every screen, and each number to call in larger text too.
SELF_TEST = (Route(every_page=True), Route(text_sizes=TEXT_SIZES[1:], numbers=True, staff=False))


@dataclass(frozen=True)
class View:
    """A stop as it stands in the window, under the name of its picture."""

    name: str
    window: MainWindow

    def faults(self) -> list[str]:
        """Return what a visitor could not read or touch."""
        return faults(self.window, self.window.look)


def visit_all(shelf: Shelf, route: Route) -> Generator[View, None, None]:
    """Yield every stop of *route* in turn; the window is reused, so look before the next.

    Of the content's other centres those screens are seen on which a centre shows.
    Close it if you leave early, so that the window goes.

    Raises:
        SettingsError: The route names a language, theme or text size that there is not.
    """
    offered = tuple(language.code for language in shelf.languages())
    _refuse_unknown("language", route.languages, offered)
    _refuse_unknown("theme", route.themes, tuple(THEMES))
    _refuse_unknown("text size", route.text_sizes, TEXT_SIZES)
    own, others = shelf.missing_site or shelf.site, [site.id for site in shelf.start.sites if site.id != shelf.site]
    for width, height in route.sizes:
        window = MainWindow(shelf, Settings(), scale_by_pixels)
        window.resize(width, height)
        window.show()
        try:
            for language, theme, text_size in product(route.languages or offered, route.themes, route.text_sizes):
                shelf.move_to(own)
                plain = (width, height) == DESIGN_SIZE and theme == "normal" and text_size == 100
                stops = with_numbers if route.numbers else everything if route.every_page and plain else examples
                others_seen = [] if route.numbers else elsewhere(others)
                last = not_set_up() if route.visitor and not route.numbers else []
                seen = [*stops(shelf.library, language), *others_seen] if route.visitor else []
                for stop in [*seen, *(_staff_stops() if route.staff else ()), *last]:
                    notices = samples(shelf.library, language, shelf.sign(language).title)
                    shelf.posted = partial(tuple, notices[: stop.notices])
                    show(window, stop, language, theme, text_size)
                    yield View(f"{stop.name}__{language}__{width}x{height}__{theme}__{text_size}", window)
        finally:
            shelf.move_to(own)
            window.close()
            window.deleteLater()


def show(window: MainWindow, stop: Stop, language: str, theme: str, text_size: int) -> None:
    """Bring *window* to a stop as a visitor would have; it stays in the centre of the stop."""
    window.take_off()
    window.open_door(Door(is_there=True, has_news=stop.news))
    if stop.site and stop.site not in (window.shelf.site, window.shelf.missing_site):
        window.end_visit()
        window.choose_site(stop.site)
    if stop.destination == START or window.question is not None:
        window.end_visit()
    if stop.destination != START:
        if window.destination == START or window.visit.language != language:
            window.begin_visit(language)
        window.choose_text_size(text_size)
        window.choose_contrast(theme == "contrast")
        window.go(stop.destination)
        if isinstance(search := window.findChild(SearchScreen), SearchScreen):
            search.write(stop.typed)
    if stop.sample is not None:
        window.put_on(Exhibit(stop.sample, window, Visit(language, text_size, theme == "contrast")))
    if stop.asks:
        window.idle.asked.emit()
        window.idle.left.emit(15, 0.5)
    QApplication.processEvents()


def render(shelf: Shelf, route: Route, out: Path) -> tuple[int, list[str]]:
    """Write one PNG for every stop into *out*; return how many, and the faults that were seen.

    Raises:
        SettingsError: *out* or a picture cannot be written, or the route cannot be gone.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{out} cannot be written ({reason_of(error)}); name another folder") from error
    count, seen = 0, []
    with closing(visit_all(shelf, route)) as views:
        for view in views:
            _save(view, out / f"{view.name}.png")
            seen += [f"{view.name}: {fault}" for fault in view.faults()]
            count += 1
    return count, seen


def _staff_stops() -> list[Stop]:
    return [Stop(sample.name, START, sample=sample) for sample in SAMPLES]


def _save(view: View, path: Path) -> None:
    if not view.window.grab().save(str(path)):
        raise SettingsError(f"{path} cannot be written; make room on the disk or name another folder")


def _refuse_unknown(kind: str, asked: Sequence[object], known: Sequence[object]) -> None:
    for one in asked:
        if one not in known:
            raise SettingsError(f"there is no {kind} {one!r}; choose one of: {', '.join(map(str, known))}")
