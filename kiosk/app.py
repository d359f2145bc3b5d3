"""The composition root: puts settings, content and window together for each command."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kiosk import settings as kiosk_settings
from kiosk.content.compile import CACHE, compile_cached
from kiosk.content.library import load_start
from kiosk.device.fault_log import FaultLog
from kiosk.device.journal import Journal
from kiosk.errors import KioskError, Problem, SettingsError
from kiosk.ui import display
from kiosk.ui.fallback import Contents, Fallback
from kiosk.ui.first_visit import FirstVisit
from kiosk.ui.follower import Follower
from kiosk.ui.main_window import MainWindow
from kiosk.ui.renewal import Renewal
from kiosk.ui.scale import Panel, scale_by_pixels, scale_for
from kiosk.ui.shelf import Shelf
from kiosk.ui.stage import Door
from kiosk.ui.supply import Supply, shelf_at
from kiosk.ui.theme import fonts
from kiosk.ui.theme.roles import THEMES
from kiosk.ui.turned import Turned
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from types import TracebackType

    from kiosk.settings import Settings
    from kiosk.ui.tour import Route

logger = logging.getLogger(__name__)

SHIPPED_SOURCE = Path(__file__).parent / "content" / "darien"
#: The bundle that a frozen kiosk carries; from a checkout the shipped source is compiled instead.
FACTORY = Path(__file__).parent / "factory"


def run(options: Namespace) -> int:
    """Open the kiosk and return its exit code when somebody has left it.

    Raises:
        KioskError: The settings or the content cannot be used, or there is no screen.
    """
    state = kiosk_settings.state_folder(options.state)
    settings = kiosk_settings.load(options.settings, state)
    if settings.locked and (options.content or options.bundle):
        raise SettingsError("this kiosk is locked and takes no other content; leave out --content and --bundle")
    signal.signal(signal.SIGINT, signal.SIG_IGN if settings.locked else signal.SIG_DFL)
    display.choose_platform()
    supply = Supply(state, options.site or settings.site, partial(_compiled, None, state))
    contents = _contents(options, settings, state, supply)
    shelf = contents.best()
    application = _application()
    logs = _Logs(state, to_terminal=not settings.locked)
    scales = _Scales(application, windowed=bool(options.windowed))
    window = MainWindow(shelf, settings, scales(settings))
    window.open_door(Door(is_there=True))
    window.leaving.connect(application.quit)
    glass = Turned(window, settings.rotation) if settings.rotation else window
    if options.windowed:
        glass.resize(*options.windowed)
        glass.show()
    else:
        glass.setGeometry(application.primaryScreen().geometry())
        glass.showFullScreen()
    glass.activateWindow()
    if settings.locked:
        glass.installEventFilter(_KeepsOpen(glass))
    termination = _Termination(application)
    if not settings.locked:
        print("The kiosk is open. To leave it: Ctrl+C here, or Ctrl+Alt+Q there.", flush=True)
    Fallback(window, contents)
    application.aboutToQuit.connect(FirstVisit(window, supply).stop)
    opening = _Opening(window, supply)
    QTimer.singleShot(0, opening.open)
    if not options.content and not options.bundle:
        Renewal(window, supply)
    elif options.content:
        _Following(options, settings, state, window).start()
    again = _Again(application)
    staff = _Staff(window, supply, state, options.settings, scales)
    staff.restart_wanted.connect(again.begin)
    QTimer.singleShot(0, staff.begin)
    code = application.exec()
    termination.end()
    logs.close()
    return again.instead_of(code)


def tour(options: Namespace) -> int:
    """Render the screens into a folder; exit code 1 if a visitor could not read or touch something."""
    from kiosk.ui.tour import render

    shelf = _offscreen_shelf(options)
    if options.pseudo:
        from kiosk.ui.pseudo import PseudoShelf

        shelf = shelf.of_kind(PseudoShelf)
    route = _route(options)
    count, faults = render(shelf, route, options.out)
    print(f"{count} pictures in {options.out}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def self_test(options: Namespace) -> int:
    """Walk every screen in every language without a display; exit code 0 when all is well."""
    from kiosk.ui.tour import SELF_TEST, visit_all

    shelf = _offscreen_shelf(options)
    seen, faults = 0, []
    for view in chain.from_iterable(visit_all(shelf, route) for route in SELF_TEST):
        seen += 1
        faults += [f"{view.name}: {fault}" for fault in view.faults()]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"self-test: {seen} screens, {len(faults)} faults")
    return 1 if faults or not seen else 0


def open_shelf(options: Namespace, settings: Settings, state: Path) -> Shelf:
    """Return the content asked for: a bundle, a source compiled into the cache, or the shipped one.

    Raises:
        KioskError: It cannot be used, or has no such site.
    """
    return _shelf_of(options.bundle or _compiled(options.content, state), options, settings, state)


def _contents(options: Namespace, settings: Settings, state: Path, supply: Supply) -> Contents:
    """Return what to show: what was asked for, else what is installed; at last what the kiosk came with."""
    if not options.bundle and not options.content:
        return supply.contents()
    asked = partial(open_shelf, options, settings, state)
    if options.content:
        return Contents([asked])
    if not options.site:
        # A centre that is mistyped in the settings is told on Start; one that somebody typed just now, at once.
        asked = partial(shelf_at, options.bundle, settings.site, state)
    return Contents([asked, partial(supply.shelf_of, None)])


def _shelf_of(bundle: Path, options: Namespace, settings: Settings, state: Path) -> Shelf:
    start = load_start(bundle)
    site = options.site or settings.site
    known = [item.id for item in start.sites]
    if site and site not in known:
        raise SettingsError(f"the content has no site {site!r}; choose one of: {', '.join(known) or 'none'}")
    return shelf_at(bundle, site, state)


class _KeepsOpen(QObject):
    """Refuses to close the window of a locked kiosk, whoever asks: a window manager, Alt+F4, the end of a session."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False


class _Termination(QObject):
    """Ends the program in order when the system asks by SIGTERM, also a locked one."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        # A handler in Python runs only when Python does; the socket wakes the event loop.
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, lambda *_: None)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def end(self) -> None:
        """Leave the signal to the system again."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)

    def _on_signal(self) -> None:
        if signal.SIGTERM in self._reader.recv(64):
            # Not quit(), which asks the window, and the window of a locked kiosk refuses.
            QApplication.exit(0)


class _Again(QObject):
    """Starts the program anew in the place of this one, when the staff want it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._wanted = False

    def begin(self) -> None:
        """Leave the event loop; `instead_of` does the rest."""
        self._wanted = True
        QApplication.exit(0)

    def instead_of(self, code: int) -> int:
        """Return *code*, or begin anew and never return."""
        if self._wanted:
            frozen = getattr(sys, "frozen", False)
            words = [sys.executable, *(sys.argv[1:] if frozen else sys.orig_argv[1:])]
            os.execv(sys.executable, words)  # noqa: S606 - the same program with the same words
        return code


class _Staff(QObject):
    """Puts together what visits are counted by and what the staff need, once the first frame was shown."""

    restart_wanted = Signal()

    def __init__(
        self, window: MainWindow, supply: Supply, state: Path, installer_file: Path | None, scales: _Scales
    ) -> None:
        super().__init__(window)
        self._window, self._supply, self._state = window, supply, state
        self._installer_file, self._scales = installer_file, scales

    def begin(self) -> None:
        """Begin to count, and to look for sticks."""
        from kiosk.device.usage import Usage
        from kiosk.ui.counting import Counting
        from kiosk.ui.staff.household import Household

        usage = Usage(self._state)
        counting = Counting(self._window, usage)
        household = Household(self._window, self._supply, self._state, self._installer_file, self._scales, usage)
        household.restart_wanted.connect(self.restart_wanted)
        for end in (household.drives.stop, household.backlight.stop, counting.stop):
            QCoreApplication.instance().aboutToQuit.connect(end)  # type: ignore[union-attr]
        household.drives.watch()


class _Opening:
    """Opens the library while Start shows, so that the first frame waits for nothing."""

    def __init__(self, window: MainWindow, supply: Supply) -> None:
        self._window, self._supply = window, supply

    def open(self) -> None:
        self._supply.has_started()
        try:
            _ = self._window.shelf.library
        except KioskError as error:
            logger.error("the content cannot be opened: %s", error)  # noqa: TRY400 - one line is enough
            self._window.content_failed.emit(self._window.shelf)


class _Following(QObject):
    """Brings what an editor saves into the open window."""

    def __init__(self, options: Namespace, settings: Settings, state: Path, window: MainWindow) -> None:
        super().__init__(window)
        self._options, self._settings, self._state, self._window = options, settings, state, window
        self._follower = Follower(options.content, partial(_compiled, options.content, state), self)
        self._follower.renewed.connect(self._on_renewed)
        self._follower.refused.connect(window.tell_editor)

    def start(self) -> None:
        self._follower.start()

    def _on_renewed(self, bundle: Path) -> None:
        try:
            self._window.take_content(_shelf_of(bundle, self._options, self._settings, self._state))
        except KioskError as error:
            self._window.tell_editor([Problem(str(self._options.content), 0, str(error), "mend it and save again")])


def _compiled(source: Path | None, state: Path) -> Path:
    if source is None and FACTORY.is_dir():
        return FACTORY
    if getattr(sys, "frozen", False):
        what_to_do = "build it with `kiosk author build` where it is edited, and name it by --bundle"
        raise SettingsError(f"a packaged kiosk compiles no content; {what_to_do}")
    return compile_cached(source or SHIPPED_SOURCE, state / CACHE)


def _offscreen_shelf(options: Namespace) -> Shelf:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    state = kiosk_settings.state_folder(options.state)
    settings = kiosk_settings.load(options.settings, state)
    shelf = open_shelf(options, settings, state)
    _application()
    return shelf


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = display.open_application()
    fonts.load()
    return application


class _ScaleSource:
    """Gives the scale of a window on this machine's screen."""

    def __init__(self, panel: Panel, setting: float) -> None:
        self._panel, self._setting = panel, setting

    def __call__(self, width: int, height: int) -> float:
        panel = self._panel if (width < height) == (self._panel.width < self._panel.height) else self._panel.turned()
        if (width, height) == (panel.width, panel.height):
            return scale_for(panel, self._setting)
        return self._setting or scale_by_pixels(width, height)


class _Scales:
    """Makes the scale of a window on this machine's screen from the settings."""

    def __init__(self, application: QApplication, *, windowed: bool) -> None:
        screen = application.primaryScreen()
        size, physical = screen.size(), screen.physicalSize()
        known = (0.0, 0.0) if windowed else (physical.width(), physical.height())
        self._panel = Panel(size.width(), size.height(), *known)

    def __call__(self, settings: Settings) -> Callable[[int, int], float]:
        return _ScaleSource(self._panel, settings.scale)


class _Logs:
    """Keeps what goes wrong: the last problem for the staff, where it happened for maintainers.

    What is logged also goes *to the terminal*, unless the kiosk is locked.
    """

    def __init__(self, state: Path, *, to_terminal: bool) -> None:
        self._journal = Journal(state)
        self._faults = FaultLog(state)
        self._handlers: list[logging.Handler] = [self._journal, self._faults]
        if to_terminal:
            terminal = logging.StreamHandler()
            terminal.setLevel(logging.WARNING)
            terminal.setFormatter(logging.Formatter("kiosk: %(message)s"))
            self._handlers.append(terminal)
        for handler in self._handlers:
            logging.getLogger("kiosk").addHandler(handler)
        sys.excepthook, sys.unraisablehook = _log_exception, _log_unraisable
        self._journal.started()
        self._faults.watch_for_signals()

    def close(self) -> None:
        """Write what was kept back."""
        for handler in self._handlers:
            logging.getLogger("kiosk").removeHandler(handler)
            handler.close()


def _route(options: Namespace) -> Route:
    from kiosk.ui.tour import SIZES, Route

    if options.all:
        return Route(
            tuple(options.size or SIZES),
            tuple(options.language or ()),
            tuple(options.theme or THEMES),
            tuple(options.text_size or TEXT_SIZES),
            every_page=True,
        )
    plain = Route()
    return Route(
        tuple(options.size or plain.sizes),
        tuple(options.language or ()),
        tuple(options.theme or plain.themes),
        tuple(options.text_size or plain.text_sizes),
    )


def _log_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write an unexpected error down; while the window is open the visitor keeps the screen."""
    goes_on = QThread.currentThread().loopLevel() > 0
    what = "an unexpected error; the kiosk goes on" if goes_on else "an unexpected error; the kiosk ends"
    logger.critical(what, exc_info=(kind, error, trace))


def _log_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Write down an error that Python met where nobody could be told, while deleting an object for one."""
    if (error := unraisable.exc_value) is not None:
        logger.error("an unexpected error; the kiosk goes on", exc_info=(type(error), error, unraisable.exc_traceback))
