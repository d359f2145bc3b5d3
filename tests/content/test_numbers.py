"""A phone number in a text is found however it is written, and figures are told apart from it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.literals import addresses, literals
from kiosk.content.numbers import (
    altered_digit,
    is_blank,
    named_numbers,
    numbers_across,
    phone_numbers,
    possible_numbers,
)

#: The same number, as somebody writes it who does not want it found.
HIDDEN = [
    "6123 · 4567", "**6123**-**4567**", "61\u200b23-4567", "6123,4567", "６１２３４５６７", "٦١٢٣-٤٥٦٧", "6123.4567",
    "6123_4567", "6123/4567", "6123~4567", "6123 📞 4567", "6\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34567",
    "⑥①②③④⑤⑥⑦", "➅➀➁➂➃➄➅➆", "⁶¹²³⁴⁵⁶⁷", "₆₁₂₃₄₅₆₇", "𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕", "六一二三四五六七", "६१२३४५६७",
    "6123:4567", "6123 … 4567",
    "6 1 2 3 4 5 6 7", "6-1-2-3-4-5-6-7", "6.1.2.3.4.5.6.7", "6\u03361\u03362\u03363\u03364567", "61\u316423\u31644567",
    "6123\u28004567", "6123\u00ad4567", "\u20676123\u2069-\u20664567\u2069", "6l23-4567", "«6123»«4567»", "6123 (4567)",
    "6123$4567", "6123%4567", "6123=4567", "6123'4567", "6123\\4567", "6123+4567", "6123\n4567", "6123|4567",
    "6123؍4567", "6123>4567", "6123   —   4567", "61 23 45 67",
]  # fmt: skip
FIGURES = [
    "2018-2022", "2030 – 2035", "2018/2019/2020", "2018, 2019, 2020, 2021", "٢٠١٨–٢٠٢٢", "２０１８－２０２２",
    "2026-11-01",
    "01/11/2026", "01/11/2026 10:30", "2026-11-01 – 2026-11-30", "1/11/2026-30/11/2026", "10:30–12:30", "8.00-16.00",
    "8:00–12:00 / 13:00–17:00", "8:00-16:00 (2026)", "520.085 personas", "1 000 000", "15.000.000", "10,000,000",
    "1.234.567,50", "$1,234,567.50", "1 000 000 – 2 000 000", "70\u00a0000\u00a0000", "174 Estados, 100 países",
    "En 2018. 2500 personas", "$1.250-$1.300", "€1.500 – €2.500", "1500 $ - 2500 $", "12,5%–13,75%", "ISO 9001:2015",
    "Art. 1.2.3.4",
    "1. 2. 3. 4. 5. 6. 7. 8.", "24/7", "R4V", "一、二、三",
]  # fmt: skip


#: No phone numbers by their shape or by what stands before them, but somebody might dial them.
LIKE_NUMBERS = [
    "2018-2022", "1612-1950", "1 000 000", "15.000.000", "ISO 9001:2015", "8.00-16.00",
    "6.100.000", "6\u00a0100\u00a0000", "6 100 000", "1'500.000", "1.234.567 - 2.345.678", "1 234 567 personas",
    "61 234 567 personnes", "1/1/22-31/12/22", "0–5 / 6–11 / 12–17", "E/CN.4/1998/53/Add.2", "E/C.12/2000/11",
    "ISBN 978-0-306-40615-7", "Resolución 6123-2019", "Resolución Administrativa N.º 6123/2019",
    "**Ley** 6123-2019", "Ley Orgánica 1234/2007", "Decreto Ejecutivo No. 1234-2019", "Expediente n° 61234-2019",
    "Sentencia T-1234/2019", "Acuerdo 1612-1950", "No. 6123-2019", "Law No. 6123/2019", "Case 6123/2019",
    "File 61234-2019", "Decision 6123-2019", "Décret n° 2019-1950", "Loi 6123-2019", "Arrêté n° 6123/2019",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN, ids=ascii)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    (run,) = phone_numbers(f"Llame al {text} hoy.")

    assert run.digits == "61234567"
    assert run.start == len("Llame al ") + next(at for at, sign in enumerate(text) if sign.isnumeric())
    flaw = next(literals(text))
    assert "a phone number" in flaw.what
    assert flaw.what_to_do.endswith("or write words between the figures")


@pytest.mark.parametrize("text", FIGURES, ids=ascii)
def test_dates_hours_shares_and_amounts_are_no_numbers(text: str) -> None:
    assert [*phone_numbers(text), *possible_numbers(text)] == []


@pytest.mark.parametrize("text", [
    "6000-0000", "6000 0000", "61000000", "6000 000", "6100 000", "30000000", "300-0000", "50730000000", "10000000",
    "0 800 000 000", "0.800.000.000", "50.730.000.000", "507 61 000 000", "6.100,000.000", "+1600 1999", "+ 1600 1999",
    "+6.100.000", "(+1600) 1999", "6123:2019", "61.23.4567", "61-23-4567", "6123-45-67", "6.12.23.45", "6.000-2.000",
    "6.123-4.567", "612 345 678", "612 345 678 es el número", "6-1 / 2-3 / 4-5 / 6-7", "61/23/45-67/89/01",
    "ISBN 978-0-306-40615-8", "ISBN 6123-4567", "Ley 6123-4567", "Ley. Llame al 6123-2019", "Tel. No. 6123-2019",
    "Llame al N.º 6123-2019", "Ley de ayuda: 6123-2019", "Call No. 6123/2019", "Ley 6123 2019", "6123/2019",
])  # fmt: skip
def test_round_numbers_and_those_like_figures_are_found(text: str) -> None:
    assert len(list(phone_numbers(text))) == 1
    assert len(list(named_numbers(text))) == 1


@pytest.mark.parametrize("text", LIKE_NUMBERS, ids=ascii)
def test_what_only_looks_like_a_number_is_no_error_and_is_named(text: str) -> None:
    assert [*phone_numbers(text), *possible_numbers(text)] == []
    assert list(named_numbers(text))


@given(st.lists(st.sampled_from(" .,-_/~·•*|:;()…📞\u00a0\u2009—"), min_size=7, max_size=7))
def test_no_signs_between_digits_hide_a_number(signs: list[str]) -> None:
    text = "".join(f"{digit}{sign}" for digit, sign in zip("61234567", [*signs, ""], strict=True))

    assert [run.digits for run in phone_numbers(text)] == ["61234567"]


@pytest.mark.parametrize("text, digits", [
    ("Llame: 6123, 4567", "61234567"), ("Llame 6123. 4567.", "61234567"), ("Marque 305; 335; 0123", "3053350123"),
])  # fmt: skip
def test_figures_in_a_row_may_be_a_number(text: str, digits: str) -> None:
    assert [run.digits for run in possible_numbers(text)] == [digits]
    assert list(phone_numbers(text)) == []


@pytest.mark.parametrize("texts, certain", [
    (["Llame al 6123", "4567"], True), (["Llame al 6123.", "4567."], True), (["61", "23", "45", "67"], True),
    (["+507", "6123", "4567 es el número"], True), (["٦١٢٣", "٤٥٦٧"], True), (["Llame al 6123", "4567 hoy"], False),
])  # fmt: skip
def test_a_number_over_several_lines_is_found(texts: list[str], certain: bool) -> None:
    ((index, run, is_certain),) = numbers_across(["Uno", *texts, "Dos"])

    assert (index, run.digits[-4:], is_certain) == (1, "4567", certain)


@pytest.mark.parametrize("texts", [
    ["En 2018", "2500 personas"], ["8:00-12:00", "13:00-17:00"], ["2018", "2022"], ["Llame al 6123", "o al", "4567"],
    ["174", "100 países"],
])  # fmt: skip
def test_figures_on_several_lines_are_no_number(texts: list[str]) -> None:
    assert list(numbers_across(texts)) == []


@pytest.mark.parametrize("text, named", [
    ("Llame al 911", ["911"]), ("174 Estados y 20 más", ["174"]), ("305 3350", ["305 3350"]),
    ("6123, 4567", ["6123, 4567"]),
    ("6.123.456 mensajes", ["6.123.456"]), ("Ley 6123-2019", ["6123-2019"]),
    ("15.000.000", ["15.000.000"]), ("8:00-16:00", []), ("520.085 personas", []),
    ("en 2018, de 8:00 a 16:00", []),
    ("50 % y $1500", []), ("el 01/11/2026", []), ("R4V", []),
])  # fmt: skip
def test_what_somebody_might_dial_is_named(text: str, named: list[str]) -> None:
    assert [run.written for run in named_numbers(text)] == named


@pytest.mark.parametrize("text", [
    "@coyote507", "Escriba a @coyote_507.", "＠coyote", "@ coyote", "(@coyote)", "t.me/coyote", "fb.me/x1", "tel:911",
    "x@\u200bcoyote.org", "ｗｗｗ.iom.int", "whatsapp:507",
    "coyote (at) gmail", "coyote[arroba]gmail.com",
])  # fmt: skip
def test_accounts_and_addresses_are_found(text: str) -> None:
    assert list(addresses(text))


@pytest.mark.parametrize("text", [
    "l@s niñ@s", "5 @ 3", "x@ y", "y/o", "Sr. y/o Sra.", "24/7", "y.", "(véase: ayuda)", "Hora: 8:00", "km/h",
    "S.A./I.B.",
])  # fmt: skip
def test_other_signs_are_no_accounts(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize("text, sign", [
    ("6\u03361\u0336", "\u0336"), ("no\u0336", "\u0336"), ("1\u03022", "\u0302"), ("52\u200b0", "\u200b"),
    ("5\u20e0", "\u20e0"),
    ("8\u202e1", "\u202e"), ("8\u20671", "\u2067"), ("1\u00ad1", "\u00ad"), ("\u0661\u0336", "\u0336"),
    ("cafe\u0301", ""), ("1\ufe0f\u20e3 Uno", ""), ("٢٠١٨\u200f-\u200f٢٠٢٢", ""), ("a\u200bb", ""), ("=\u0338", ""),
    ("\u2066520\u2069", ""),
])  # fmt: skip
def test_a_sign_that_changes_how_a_number_reads_is_found(text: str, sign: str) -> None:
    assert altered_digit(text) == sign


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\u00a0\u2003", "\u3164", "\u2800", "\u0301", "\u2066\u2069", "\U000e0041"]
)
def test_what_nobody_sees_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}a")


@given(st.text(alphabet="0123456789 .,:;/-+()$%٣６①一\u200b\u0336\n", max_size=80))
def test_every_text_is_read_without_an_accident(text: str) -> None:
    for run in (*phone_numbers(text), *possible_numbers(text), *named_numbers(text)):
        assert run.digits.isascii()
        assert run.digits.isdecimal()
        assert text[run.start :].startswith(run.written)


@pytest.mark.parametrize(
    "text", ["1" + " -" * 2000 + "x", ("1" + " ," * 20) * 100, "1234567" + "$ " * 2000, "1:" * 2000]
)
def test_no_text_takes_long_to_read(text: str) -> None:
    begun = time.process_time()

    list(phone_numbers(text)), list(possible_numbers(text)), list(named_numbers(text))

    assert time.process_time() - begun < 0.5
