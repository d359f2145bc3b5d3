"""A kiosk takes a number only if a code dials the digits that are shown; it knows no country's numbers for that."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.content.library import Library
from kiosk.content.model import Phone
from kiosk.content.soundness import inspect
from kiosk.errors import BundleError
from tests.content.forger import Forger, compiled

Stored = list[object]
IOM = "+507 305-3350"
OVERRIDE, ZERO_WIDTH = "\u202e", "\u200b"


@pytest.fixture
def forger(tmp_path: Path) -> Forger:
    return Forger(compiled(tmp_path))


def put(forger: Forger, phones: object, bundle_format: int = 3) -> None:
    """Have other numbers in the bundle, of a format."""
    text = json.dumps(phones)
    forger.sql(
        "UPDATE contacts SET phones = ? WHERE position = 0", f"PRAGMA user_version = {bundle_format}", values=(text,)
    )
    forger.start(lambda start: start.update(format=bundle_format))


def shown(forger: Forger) -> tuple[Phone, ...]:
    with closing(Library.open(forger.bundle)) as library:
        return library.contact("iom-panama", "es").phones


@pytest.mark.parametrize("phones", [
    [], [[IOM, "+5073053350", ""]], [[IOM, "+5073053350", "22"]], [["911", "911", ""], ["800-1234", "8001234", "5"]],
    [[IOM, "+5073053350", "1"], [IOM, "+5073053350", "2"]],
])  # fmt: skip
def test_numbers_that_dial_what_they_show_are_taken(forger: Forger, phones: list[list[str]]) -> None:
    put(forger, phones)

    inspect(forger.bundle)

    assert shown(forger) == tuple(Phone(*phone) for phone in phones)


#: What nobody's check let pass, stored as a number of format 3.
FORGED: dict[str, object] = {
    "another last digit": [[IOM, "+5073053351", ""]],
    "a digit more": [[IOM, "+50730533500", ""]],
    "a digit less": [[IOM, "+507305335", ""]],
    "without its plus": [[IOM, "5073053350", ""]],
    "a plus that is not shown": [["800-1234", "+8001234", ""]],
    "nothing dialled": [[IOM, "", ""]],
    "blanks in what is dialled": [[IOM, "+507 3053350", ""]],
    "a pause in what is dialled": [[IOM, "+5073053350,22", "22"]],
    "an extension that is dialled": [[IOM, "+507305335022", "22"]],
    "an extension among the digits": [[f"{IOM} ext. 22", "+5073053350", ""]],
    "an extension twice": [[f"{IOM} ext. 22", "+5073053350", "22"]],
    "an extension of letters": [[IOM, "+5073053350", "2a"]],
    "an extension of Arabic digits": [[IOM, "+5073053350", "٢٢"]],
    "an extension with another number": [[IOM, "+5073053350", "3053351"]],
    "an extension with a line end": [[IOM, "+5073053350", "2\n"]],
    "a 0 in brackets": [["+44 (0)20 7946 0018", "+4402079460018", ""]],
    "a 0 in brackets that is not dialled": [["+44 (0)20 7946 0018", "+442079460018", ""]],
    "Arabic digits": [["+507 ٣٠٥-3351", "+5073051335", ""]],
    "full-width digits": [["+507 ３０５-3351", "+5073053351", ""]],
    "letters": [["+507 305-DEFG", "+507305", ""]],
    "a quote": [[f'{IOM}"', "+5073053350", ""]],
    "two numbers": [["305-3350 / 305-3351", "3053350", ""]],
    "a no-break space": [["+507\u00a0305-3350", "+5073053350", ""]],
    "an override": [[f"{OVERRIDE}{IOM}", "+5073053350", ""]],
    "a sign that nobody sees": [[f"+507 305{ZERO_WIDTH}-3350", "+5073053350", ""]],
    "a line end": [[f"{IOM}\n", "+5073053350", ""]],
    "half a character": [["305\ud800", "305", ""]],
    "a thousand digits": [["1" * 1000, "1" * 1000, ""]],
    "a text alone": [IOM],
    "two parts": [[IOM, "+5073053350"]],
    "four parts": [[IOM, "+5073053350", "", ""]],
    "a part that is a number": [[IOM, 5073053350, ""]],
    "a part that is nothing": [[IOM, "+5073053350", None]],
    "names": [{"number": IOM, "dials": "+5073053350", "extension": ""}],
    "no list": {IOM: "+5073053350"},
    "the same twice": [[IOM, "+5073053350", ""], ["+507 3053350", "+5073053350", ""]],
    "thirteen": [[f"+507 305-33{n}", f"+50730533{n}", ""] for n in range(10, 23)],
}


@pytest.mark.parametrize("phones", FORGED.values(), ids=FORGED.keys())
def test_a_number_that_dials_another_is_refused(forger: Forger, phones: object) -> None:
    put(forger, phones)

    with pytest.raises(BundleError, match=r"contacts\.phones in row 0"):
        inspect(forger.bundle)


# ---------------------------------------------------------------- format 2: a number is a text alone


def test_numbers_of_format_2_are_taken_and_dialled_where_they_can_be_read_in_one_way(forger: Forger) -> None:
    put(forger, [IOM, "+507 305-3351 ext. 22", "+44 (0)20 7946 0018", "+507 305-3351 x9", "911"], 2)

    inspect(forger.bundle)

    assert shown(forger) == (
        Phone(IOM, "+5073053350"),
        Phone("+507 305-3351", "+5073053351", "22"),
        Phone("+44 (0)20 7946 0018"),
        Phone("+507 305-3351 x9"),
        Phone("911", "911"),
    )


@pytest.mark.parametrize("phones", [
    [f"{OVERRIDE}0533"], [f"305{ZERO_WIDTH}3350"], ["305\ud800"], ["1"] * 2, [str(n) for n in range(13)], [3053350],
    [[IOM, "+5073053350", ""]], {"a": "305"}, "305", ["1" * 61],
], ids=str)  # fmt: skip
def test_what_format_2_never_had_is_refused(forger: Forger, phones: object) -> None:
    put(forger, phones, 2)

    with pytest.raises(BundleError, match=r"contacts\.phones in row 0"):
        inspect(forger.bundle)


@pytest.mark.parametrize("bundle_format", [2, 3])
def test_a_bundle_is_of_one_format(forger: Forger, bundle_format: int) -> None:
    put(forger, [], bundle_format)
    forger.start(lambda start: start.update(format=5 - bundle_format))

    with pytest.raises(BundleError, match="of different formats"):
        inspect(forger.bundle)
