"""What the check lets pass is dialled as somebody dials it who reads the screen; the rest is told how to be written."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, PhoneNumberFormat

from kiosk.content.check.phones import NumberError, read_phone
from kiosk.content.model import Phone
from kiosk.content.phones import phone_of, shown_phone
from kiosk.content.proof import proof
from tests.content.desk import Desk

GROUPS, SEVERAL = "between groups of digits", "an entry of its own"
EXTENSION, ZERO = "write an extension as ext. 22", "the 0 is for calls within the country only; write +44 20 7946 0018"

ACCEPTED = {
    ("+507 305-3350", ""): ("+5073053350", ""),
    ("+507 305-3351 ext. 22", ""): ("+5073053351", "22"),
    ("+507 305-3351 ext 022", ""): ("+5073053351", "022"),
    ("+507.305.3350", ""): ("+5073053350", ""),
    ("(+507) 305-3350", ""): ("+5073053350", ""),
    ("+1 (212) 555-0100", ""): ("+12125550100", ""),
    ("+49 30/123456", ""): ("+4930123456", ""),
    ("+39 06 69812345", ""): ("+390669812345", ""),
    ("911", "PA"): ("911", ""),
    ("104", "PA"): ("104", ""),
    ("800-1234", "PA"): ("8001234", ""),
    ("800 0000 ext. 5", "PA"): ("8000000", "5"),
    ("0800 123 4567", "GB"): ("08001234567", ""),
}
#: What is refused, and what the editor is told.
REFUSED = {
    "+507 305-3351 x9": EXTENSION,
    "+507 305-3351x9": EXTENSION,
    "+507 305-3351 Ext. 9": EXTENSION,
    "+507 305-3351 extension 9": EXTENSION,
    "+507 305-3351 anexo 9": EXTENSION,
    "+507 305-3351 poste 9": EXTENSION,
    "+507 305-3351;ext=9": EXTENSION,
    "+507 305-3351 #9": EXTENSION,
    "+507 305-3351,9": EXTENSION,
    "+507 305-3351,,9#": EXTENSION,
    "+507 305-3351;9": EXTENSION,
    "+507 305-3351 (9)": EXTENSION,
    "+507 305-3351 ext.": "at most 6 digits",
    "+507 305-3351 ext. ": "at most 6 digits",
    "+507 305-3351 ext. 12345678901": "at most 6 digits",
    "+507 305-3351 ext. 1 ext. 2": "at most 6 digits",
    "+507 305-3351 ext. 1 2": "at most 6 digits",
    "ext. 9": "at most 6 digits",
    "*#06#": "leave # and * out",
    "*123": "leave # and * out",
    "+44 (0)20 7946 0018": ZERO,
    "+44 (020) 7946 0018": ZERO,
    "+44(0)2079460018": ZERO,
    "+44 020 7946 0018": "digits that are for calls within the country only; write +44 20 7946 0018",
    "+54 11 15-2345-6789": "write +54 9 11 2345-6789",
    "00507 305-3350": "write +507 305-3350",
    "305-3350": "write +507 305-3350",
    "011 507 305-3350": "compare it with its source",
    "+507 ٣٠٥-3351": "write the digits 0 to 9",
    "+507 ３０５-3351": "write the digits 0 to 9",
    "+507 305-335१": "write the digits 0 to 9",
    "+507 305-DEFG": "write the digits that letters stand for",
    "+1 800 FLOWERS": "write the digits that letters stand for",
    "tel:+5073053350": "write the digits that letters stand for",
    "+507 305-3350 o 305-3351": "write the digits that letters stand for",
    '+507 305-3350"': "delete the quotes",
    "'+507 305-3350'": "delete the quotes",
    "[+507 305-3350]": "delete the quotes",
    "“+507 305-3350”": "type the quotes again",
    "+507\u00a0305-3350": "type the blank again (it is U+00A0)",
    "+507\u202f305-3350": "type the blank again (it is U+202F)",
    "+507 305–3350": "type the hyphen again: - (it is U+2013)",
    "+507 305\u22123350": "type the hyphen again",
    "+507 305_3350": "write digits only",
    "＋507 305-3350": "write digits only",
    "305-3350 / 305-3351": SEVERAL,
    "+507 305-3350 / 305-3351": SEVERAL,
    "+507 305-3350/51": SEVERAL,
    "+507 305-3350/3351": SEVERAL,
    "+507 305-3350 305-3351": SEVERAL,
    "+507 305-3350 - 305-3351": SEVERAL,
    "+507 305-3350 / +507 305-3351": SEVERAL,
    "+507 305-3350 ext. 305-3351": SEVERAL,
    "911 104": SEVERAL,
    "911/104": SEVERAL,
    "+49 30 123456/57": SEVERAL,
    "++507 305-3350": "write + once",
    "+507 +305-3350": "write + once",
    "507+305-3350": "write + first",
    "+507  305-3350": GROUPS,
    "+507 305--3350": GROUPS,
    "+507 (305-3350": GROUPS,
    "+507 305)-3350": GROUPS,
    "+507 305-3350-": GROUPS,
    "-507 305-3350": GROUPS,
    "+507 305-335": "compare it with its source",
    "+999 305-3350": "compare it with its source",
    "+": GROUPS,
}


@pytest.mark.parametrize("written", ACCEPTED, ids=str)
def test_a_number_says_what_it_dials(written: tuple[str, str]) -> None:
    phone = read_phone(*written)

    assert (phone.dials, phone.extension) == ACCEPTED[written]
    assert shown_phone(written[0]) == phone, "a kiosk reads the same, without knowing any country"


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_be_dialled_otherwise_than_it_is_read_is_refused(text: str) -> None:
    with pytest.raises(NumberError) as refusal:
        read_phone(text, "PA")

    assert REFUSED[text] in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("text", [text for text in REFUSED if "0" in REFUSED[text] or SEVERAL in REFUSED[text]])
def test_a_kiosk_dials_nothing_of_most_of_that(text: str) -> None:
    """It knows no country's numbers, but it sees extensions, other digits, a second number and a 0 in brackets."""
    phone = shown_phone(text)

    assert phone == Phone(text) or phone.dials.lstrip("+") == re.sub("[^0-9]", "", text)


@pytest.mark.parametrize("text", [
    "+507 305-3351 x9", "+44 (0)20 7946 0018", "+507 ٣٠٥-3351", "+507 305-DEFG", '+507 305-3350 ext. 12"',
    "+507 305-3350/51", "305-3350 / 305-3351", "+507 305-3350,22", "+507 305-3350 ext. 12345678", "++507 305-3350",
])  # fmt: skip
def test_a_kiosk_shows_and_does_not_dial_what_format_2_had_of_these(text: str) -> None:
    assert shown_phone(text) == Phone(text)


def test_an_extension_is_shown_and_not_dialled() -> None:
    phone = read_phone("+507 305-3351ext.22", "")

    assert str(phone) == "+507 305-3351 ext. 22"
    assert (phone.number, phone.dials) == ("+507 305-3351", "+5073053351")


# ---------------------------------------------------------------- numbers of all countries


@cache
def examples() -> tuple[PhoneNumber, ...]:
    """One number of each kind that each country has."""
    kinds = phonenumbers.PhoneNumberType.values()
    found = (
        phonenumbers.example_number_for_type(region, kind)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        for kind in kinds
    )
    return tuple(number for number in found if number is not None and phonenumbers.is_valid_number(number))


def international(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def test_numbers_of_every_country_pass_as_they_are_written_internationally() -> None:
    assert len(examples()) > 500
    for number in examples():
        for text in (international(number), e164(number)):
            assert read_phone(text, "") == Phone(text, e164(number))


def test_free_numbers_of_every_country_are_dialled_as_they_are_shown() -> None:
    passed = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.TOLL_FREE)
        if number is None or not phonenumbers.is_valid_number_for_region(number, region):
            continue
        text = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        phone = read_phone(text, region)
        passed += 1
        assert phone.dials == re.sub("[^0-9]", "", text)
        assert e164(phonenumbers.parse(phone.dials, region)) == e164(number)
    assert passed > 100


#: What people write before, between and after the digits of a number.
BETWEEN = st.sampled_from([
    *["", " ", "-", "."] * 3, "/", " / ", " - ", ") ", "(", " (", "(0)", ",", ";", "\u00a0", "–", "x",
])  # fmt: skip
AFTER = st.sampled_from([
    "", " ext. 22", " ext 7", "ext.123456", " x9", " ext. 1234567", ",,9", ";ext=9", "#9", "/51", " / 305-3351", " (9)",
    "*", " poste 9", " ext. ٣", " ext.", "\u200f",
])  # fmt: skip


@st.composite
def writings(draw: st.DrawFn) -> str:
    """Some way of writing a number, right or wrong."""
    number = draw(st.sampled_from(examples()))
    plain = [international(number), e164(number)]
    signs = list(
        draw(
            st.sampled_from([*plain, *plain, *(f"+{number.country_code} {zero}{nsn(number)}" for zero in ("(0)", "0"))])
        )
    )
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
        place = draw(st.integers(0, len(signs) - 1))
        if draw(st.booleans()) and not re.search("[0-9+]", signs[place]):
            signs[place] = draw(BETWEEN)
        else:
            signs[place] += draw(BETWEEN)
    return "".join(signs) + (draw(AFTER) if draw(st.booleans()) else "")


def nsn(number: PhoneNumber) -> str:
    return phonenumbers.national_significant_number(number)


def passed(text: str, country: str) -> Phone | None:
    """The number, if the check lets it pass."""
    try:
        return read_phone(text, country)
    except NumberError:
        return None


def read_aloud(text: str) -> tuple[str, str]:
    """What a person dials who reads a number, and what that person asks for then."""
    number, _, extension = text.partition("ext")
    return re.sub("[^+0-9]", "", number), re.sub("[^0-9]", "", extension)


@given(writings())
@settings(max_examples=400, deadline=None)
def test_what_passes_is_dialled_as_a_person_would_who_reads_the_screen(text: str) -> None:
    phone = passed(text, "")
    if phone is None:
        return

    assert (phone.dials, phone.extension) == read_aloud(str(phone)), "the screen shows what is dialled"
    assert (phone.dials, phone.extension) == read_aloud(text), "and what the editor wrote"
    assert phone.dials == e164(phonenumbers.parse(text)), "and what other programs make of it"
    assert phone_of(text) == phone


@given(
    st.text(st.sampled_from("0123456789+-(). /ext#*,;x٣３\u00a0\"' "), max_size=30),
    st.sampled_from(["", "PA", "US", "DE"]),
)
@settings(max_examples=600, deadline=None)
def test_whatever_is_written_either_says_what_to_do_or_is_dialled_as_it_is_read(text: str, country: str) -> None:
    phone = passed(text, country)
    if phone is None:
        return

    assert (phone.dials, phone.extension) == read_aloud(text)
    assume(phone.dials.startswith("+"))
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone.dials))


# ---------------------------------------------------------------- in a source


def with_number(desk: Desk, text: str, country: str) -> None:
    desk.change("contacts.yaml", "+507 305-3350", text)
    desk.append("bundle.yaml", f"country: {country}\n")


def number_problems(desk: Desk) -> list[str]:
    return [str(problem) for problem in desk.review().problems if "contacts.yaml:5" in str(problem)]


@pytest.mark.parametrize("text, country", [
    ("182", "PA"), ("311", "PA"), ("169", "PA"), ("155", "CO"), ("141", "CO"), ("122", "CO"), ("1147", "CR"),
    ("188", "HT"),
])  # fmt: skip
def test_a_short_number_that_the_list_lacks_is_a_warning(desk: Desk, text: str, country: str) -> None:
    with_number(desk, text, country)

    assert desk.errors() == []
    assert number_problems(desk) == [
        f"contacts.yaml:5: warning: {text} is not in the list of short numbers of {country}; call it to be sure"
    ]
    assert read_phone(text, country) == Phone(text, text)


@pytest.mark.parametrize("text, country, told", [
    ("0 809 10 10 10", "FR", "is neither a short nor a free number of FR; call it to be sure"),
    ("0892 70 12 39", "FR", 'costs more than other calls; say so in "note"'),
    ("800-799-7233", "PA", "digit by digit, and write +1 800-799-7233 if it is a number of the United States"),
    ("800-00000", "PA", "for example 800-1234; compare it with its source, digit by digit"),
    ("800 123 4567", "VE", "for example 0800-1234567; compare it with its source, digit by digit"),
])  # fmt: skip
def test_a_number_that_may_be_dialled_otherwise_is_a_warning(desk: Desk, text: str, country: str, told: str) -> None:
    with_number(desk, text, country)

    assert desk.errors() == []
    assert len(number_problems(desk)) == 1
    assert number_problems(desk)[0].startswith(f"contacts.yaml:5: warning: {text} ")
    assert number_problems(desk)[0].endswith(told)


@pytest.mark.parametrize("text, country", [
    ("911", "PA"), ("800-1234", "PA"), ("0800 123 4567", "VE"), ("800 911 2000", "MX"), ("1-800-799-7233", "US"),
    ("+507 305-3350", "PA"),
])  # fmt: skip
def test_a_number_that_is_known_is_no_warning(desk: Desk, text: str, country: str) -> None:
    with_number(desk, text, country)

    assert number_problems(desk) == []


@pytest.mark.parametrize("text, told", [
    ("1 800 799 7233", "lacks its +; write +1 800-799-7233"),
    ("911 104", SEVERAL),
    ("3053350", "lacks the country's number; write +507 305-3350"),
])  # fmt: skip
def test_a_number_that_the_country_does_not_dial_is_refused(text: str, told: str) -> None:
    with pytest.raises(NumberError) as refusal:
        read_phone(text, "PA")

    assert told in str(refusal.value)


@pytest.mark.parametrize("account", [
    "wa.me/50761234567", "https://wa.me/50761234567", "https://api.whatsapp.com/send?phone=50761234567",
    "@61234567", "WhatsApp: @6123-4567", "t.me/+50761234567", "@٦١٢٣٤٥٦٧",
])  # fmt: skip
def test_an_account_that_is_a_phone_number_is_refused(desk: Desk, account: str) -> None:
    desk.change("contacts.yaml", "@oimpanama", account)

    assert len(desk.errors()) == 1
    assert desk.errors()[0].startswith("contacts.yaml:8: a phone number among the accounts (")
    assert desk.errors()[0].endswith("; put the number under phones")


@pytest.mark.parametrize("account", ["@", "Facebook: @", "@ oim", "--"])
def test_an_account_without_a_name_is_refused(desk: Desk, account: str) -> None:
    desk.change("contacts.yaml", "@oimpanama", account)

    assert desk.errors() == [f'contacts.yaml:8: "{account}" has no account name; write it as @name']


@pytest.mark.parametrize("account", [
    "@oim_507", "@61234567oim", "facebook.com/profile.php?id=100064", "wa.me/message/ABCDEF123456", "Facebook: OIM",
])  # fmt: skip
def test_an_account_with_digits_in_its_name_passes(desk: Desk, account: str) -> None:
    desk.change("contacts.yaml", "@oimpanama", account)

    assert desk.errors() == []


def test_the_sign_that_nobody_sees_is_named_and_not_the_blank_before_it(desk: Desk) -> None:
    desk.change("contacts.yaml", "+507 305-3350", "+507 305-\\u200b3350")

    assert "the character U+200B" in desk.errors()[0]
    assert "U+0020" not in desk.problems()


def test_a_country_that_does_not_exist_is_refused(desk: Desk) -> None:
    desk.append("bundle.yaml", "country: XX\n")

    line = desk.line_of("bundle.yaml", "country: XX")
    assert desk.errors() == [f'bundle.yaml:{line}: there is no country "XX"; write its two capitals, as in PA']


def test_the_problem_of_a_number_is_told_with_its_line(desk: Desk) -> None:
    desk.change("contacts.yaml", "+507 305-3350", "+44 (0)20 7946 0018")

    assert desk.errors() == [f'contacts.yaml:5: "+44 (0)20 7946 0018" is no phone number; {ZERO}']


def test_a_number_on_two_lines_is_refused(desk: Desk) -> None:
    desk.change("contacts.yaml", '["+507 305-3350"]', '["+507\n    305-3350"]')

    assert desk.errors() == [
        'contacts.yaml:5: "+507 305-3350" stands on two lines; write one line for each entry of "phones"'
    ]


def test_a_number_twice_in_one_contact_is_refused_however_it_is_written(desk: Desk) -> None:
    desk.change("contacts.yaml", '["+507 305-3350"]', '["+507 305-3350", "+507 3053350"]')

    assert desk.errors() == ['contacts.yaml:5: "+507 3053350" stands twice; keep one of them']


def test_two_extensions_of_one_number_are_two_numbers(desk: Desk) -> None:
    desk.change("contacts.yaml", '"+507 305-3350"', '"+507 305-3350 ext. 1", "+507 305-3350 ext. 2"')
    desk.append("contacts.yaml", '  phones: ["+507 305-3350"]\n')

    assert desk.errors() == []
    assert "has the same number" not in desk.problems()


def test_proofreaders_see_an_extension_with_its_number(desk: Desk) -> None:
    desk.change("contacts.yaml", "+507 305-3350", "+507 305-3351 ext. 22")

    assert "\n+507 305-3351 ext. 22\n" in proof(desk.folder, "fr")


def test_a_compiled_number_has_what_it_dials_beside_it(desk: Desk) -> None:
    desk.change("contacts.yaml", '"+507 305-3350"', '"+507 305-3351 ext. 22", "800-1234"')
    desk.append("bundle.yaml", "country: PA\n")
    library = desk.library()

    assert library.contact("iom-panama", "fr").phones == (
        Phone("+507 305-3351", "+5073053351", "22"),
        Phone("800-1234", "8001234"),
    )
    library.close()
