"""Status: whether all is well, and for each thing that is not, what to do."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.state_card import StateCard
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.device.findings import Finding
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: How programs write a day, and a day with its time.
_MOMENT = re.compile(r"([0-9]{4}-[01][0-9]-[0-3][0-9])(?: ([0-2][0-9]:[0-5][0-9]))?")
#: What each colour of the traffic light is painted as.
ROLES = {"red": "error", "amber": "warn", "green": "ok"}


class StatusScreen(Screen):
    """A summary, then what is red, what is amber, and all that is well in one card.

    *findings* is None while the kiosk is looking; *fault* is said instead when it could not.
    """

    again = Signal()

    def __init__(self, look: Look, wording: Wording, findings: Sequence[Finding] | None, fault: str = "") -> None:
        super().__init__(look, wording)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        if findings is None:
            column.addWidget(self._waiting(fault))
        else:
            self._fill(column, findings)
        column.addStretch(1)
        self.column.addWidget(self.pages(whole, Heading(wording.gettext("Status"), look)))

    def _waiting(self, fault: str) -> StateCard:
        _ = self.wording.gettext
        if fault:
            return StateCard("error", _("The kiosk could not look at itself"), [fault], self.look, large=True)
        return StateCard("card", _("Looking…"), [], self.look, sign="magnifying-glass", large=True)

    def _fill(self, column: QVBoxLayout, findings: Sequence[Finding]) -> None:
        column.addWidget(self._summary(findings))
        for level in ("red", "amber"):
            for finding in findings:
                if finding.level == level:
                    what, what_to_do = self._words(finding)
                    column.addWidget(StateCard(ROLES[level], what, [what_to_do] if what_to_do else [], self.look))
        well = [self._words(finding)[0] for finding in findings if finding.level == "green"]
        if well:
            column.addWidget(self._facts(well))

    def _summary(self, findings: Sequence[Finding]) -> StateCard:
        _ = self.wording.gettext
        levels = [finding.level for finding in findings]
        if "red" in levels:
            below = _("What is red has to be mended soon; each line says how.")
            return StateCard("error", _("Something is wrong"), [below], self.look, large=True)
        if "amber" in levels:
            below = _("Visitors can use the kiosk; each line says what to do when there is time.")
            return StateCard("warn", _("There is something to look after"), [below], self.look, large=True)
        return StateCard("ok", _("All is well"), [], self.look, large=True)

    def _facts(self, lines: Sequence[str]) -> Box:
        look = self.look
        card, role = Box(look, "card"), look.role("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(look.px(24), look.px(14), look.px(24), look.px(14))
        column.setSpacing(look.px(6))
        for line in lines:
            column.addWidget(Text(line, look, "site-name", colour=role.text))
        return card

    def _words(self, finding: Finding) -> tuple[str, str]:
        _ = self.wording.gettext
        values = {name: self._value(text) for name, text in finding.values.items()}
        return _(finding.what).format(**values), _(finding.what_to_do).format(**values) if finding.what_to_do else ""

    def _value(self, text: str) -> str:
        """Return a day, or a day with its time, as the language writes it; all else as it is."""
        if not (found := _MOMENT.fullmatch(text)):
            return text
        day = self.wording.date(dt.date.fromisoformat(found[1]))
        return f"{day}, {self.wording.time(found[2])}" if found[2] else day
