"""Checks the dates on which somebody confirmed a fact."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.content.model import Contact, Page
from kiosk.content.report import Report
from kiosk.content.source.tree import SourceTree

#: After how long a fact is to be confirmed again, unless its ``review_by`` says otherwise.
REVIEW_AFTER = timedelta(days=365)
NEVER_CHECKED = "nobody has checked this"


def check_dates(tree: SourceTree, today: date | None, report: Report) -> None:
    """Note dates after *today*, facts nobody confirmed, and those to confirm again."""
    for kind, items in (("contact", tree.contacts), ("page", tree.pages)):
        for item in items:
            _check(f"{kind}:{item.id}", item, tree, today, report)
    for source in tree.sources:
        year = source.year.removeprefix("~")
        if today and year.isdigit() and int(year) > today.year:
            place = tree.place(f"source:{source.id}#year")
            report.error(place, f"the year {source.year} is in the future", "correct it")


def _check(owner: str, item: Contact | Page, tree: SourceTree, today: date | None, report: Report) -> None:
    place = tree.place(f"{owner}#checked")
    if item.checked is None and today and item.review_by and item.review_by <= today:
        what_to_do = "ask its institution, and write the day on which to ask again"
        report.warning(tree.place(f"{owner}#review_by"), f"review_by {item.review_by} has passed", what_to_do)
    if item.checked is None:
        what_to_do = "ask its institution and write the date as checked: 2026-01-31"
        report.warning(place, NEVER_CHECKED, what_to_do)
    elif today and item.checked > today:
        report.error(place, f"the date {item.checked} is in the future", "correct it")
    elif item.review_by and item.review_by < item.checked:
        what = f"review_by {item.review_by} is before checked {item.checked}"
        report.error(tree.place(f"{owner}#review_by"), what, "write the day on which to ask again")
    elif today and (item.review_by or item.checked + REVIEW_AFTER) <= today:
        what_to_do = "ask its institution and write the new date"
        due = f", and review_by was {item.review_by}" if item.review_by else ""
        report.warning(place, f"this was last checked on {item.checked}{due}", what_to_do)
