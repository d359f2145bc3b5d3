"""What changes for people is shown, and what is dangerous is typed by somebody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.changes import Changes, NumberChange, WayChange, changes_between, same
from kiosk.bundle.facts import WAYS, ContactFacts, Facts, facts_of
from kiosk.bundle.publishing.confirming import confirm
from kiosk.bundle.publishing.history import History
from kiosk.content.compile import compile_source
from kiosk.errors import PublishError
from tests.content.desk import TODAY, Desk

PHONE = WayChange("iom", "OIM", "phone", "+507 305-3350", "+507 305-3351")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "source")


def facts(desk: Desk, name: str) -> Facts:
    bundle = desk.folder.with_name(name)
    compile_source(desk.folder, bundle, today=TODAY)
    return facts_of(bundle)


def changed(desk: Desk, file: str, old: str, new: str) -> list[str]:
    """What is told about one change in a source."""
    before = facts(desk, "before")
    desk.change(file, old, new)
    return list(changes_between(before, facts(desk, "after")).lines())


def test_nothing_changes_when_nothing_changes(desk: Desk) -> None:
    assert not changes_between(facts(desk, "one"), facts(desk, "two"))


def test_facts_survive_the_history_file(desk: Desk) -> None:
    history = History().done(7, "hash", "2026.11.3", facts(desk, "bundle"))

    assert History.of(history.to_bytes()) == history


@pytest.mark.parametrize("old, new, told", [
    ("+507 305-3350", "+507 305-3351", "OIM Panamá (iom-panama), phone: +507 305-3350 → +507 305-3351"),
    ("iompanama@iom.int", "panama@iom.int", "OIM Panamá (iom-panama), e-mail: iompanama@iom.int → panama@iom.int"),
    ("Calle Vicente Bonilla, ", "Calle 2, ",
     "OIM Panamá (iom-panama), address: Calle Vicente Bonilla, Ciudad del Saber → Calle 2, Ciudad del Saber"),
    ("@oimpanama", "@iompanama", "OIM Panamá (iom-panama), account: @oimpanama → @iompanama"),
    ('phones: ["+507 305-3350"]', 'phones: ["+507 305-3350", "+507 305-3352"]',
     "OIM Panamá (iom-panama), phone: nothing → +507 305-3352"),
    ('  phones: ["+507 305-3350"]\n', "", "OIM Panamá (iom-panama), phone: +507 305-3350 → nothing"),
    ("+507 305-3350", "+507 305-3350 ext. 22",
     "OIM Panamá (iom-panama), phone: +507 305-3350 → +507 305-3350 ext. 22"),
    ("OIM Panamá", "OIM", "contact renamed: OIM Panamá → OIM (iom-panama)"),
    ("De lunes a viernes", "Siempre", "contact changed in its words (note, hours, languages, papers): OIM Panamá"),
])  # fmt: skip
def test_a_contact_that_changes_is_told(old: str, new: str, told: str, desk: Desk) -> None:
    assert [line for line in changed(desk, "contacts.yaml", old, new) if line.startswith(told)]


def test_a_number_that_is_only_written_in_another_way_is_the_same(desk: Desk) -> None:
    lines = changed(desk, "contacts.yaml", "+507 305-3350", "+507 3053350")

    assert not [line for line in lines if "phone" in line]


def test_an_address_that_only_its_translation_changes_is_told(desk: Desk) -> None:
    desk.translate("fr")
    before = facts(desk, "before")
    desk.set_translation("fr", "contact:iom-panama#address", "Rue Fausse")

    ways = changes_between(before, facts(desk, "after")).ways

    assert [(way.kind, way.new) for way in ways] == [("address", "Rue Fausse")]


def test_pages_are_told_by_language(desk: Desk) -> None:
    desk.translate("fr")
    before = facts(desk, "before")
    desk.set_translation("fr", "page:health/clinic#title", "La clinique")

    changes = changes_between(before, facts(desk, "after"))

    assert list(changes.lines()) == ["fr, page changed: health/clinic"]


def test_pages_that_come_and_go_are_told(desk: Desk) -> None:
    before = facts(desk, "before")
    text = desk.read("pages/health/clinic.md")
    desk.remove("pages/health/clinic.md")
    desk.write("pages/health/hospital.md", text)

    lines = list(changes_between(before, facts(desk, "after")).lines())

    assert "es, page added: health/hospital" in lines
    assert "fr, page removed: health/clinic" in lines


def test_the_first_publication_counts_the_pages(desk: Desk) -> None:
    changes = changes_between(None, facts(desk, "bundle"))

    assert "es, page added: 4 of them" in list(changes.lines())
    assert [way.new for way in changes.ways if way.kind == "phone"] == ["+507 305-3350"]


def test_a_change_of_the_extension_alone_is_told_and_typed(desk: Desk) -> None:
    desk.change("contacts.yaml", "+507 305-3350", "+507 305-3350 ext. 22")
    before = facts(desk, "before")
    desk.change("contacts.yaml", "ext. 22", "ext 23")

    (change,) = changes_between(before, facts(desk, "after")).ways

    assert (change.old, change.new) == ("+507 305-3350 ext. 22", "+507 305-3350 ext. 23")
    assert change.question == "Type the new phone with its extension, as ext. …: "
    assert change.is_confirmed_by("+5073053350 EXT 23")
    for typed in ("+507 305-3350", "+507 305-3350 ext. 22", "+507 305-335023", "23", "yes"):
        assert not change.is_confirmed_by(typed)


@pytest.mark.parametrize("file, old, new, told", [
    ("pages/health/doctor.md", "Pida un intérprete", "Llame al 911", "911, in page health/doctor (es, en, fr)"),
    ("pages/health/doctor.md", "Ver a un doctor", "Ver al doctor 305", "305, in page health/doctor (es, en, fr)"),
    ("pages/health/doctor.md", "Dónde preguntar", "Marque 1-2-3-4", "1-2-3-4, in page health/doctor (es, en, fr)"),
    ("pages/health/doctor.md", "Pida un", "Son 6.123.456. Un", "6.123.456, in page health/doctor (es, en, fr)"),
    ("pages/health/doctor.md", "Pida un", "6123, 4567. Un", "6123, 4567, in page health/doctor (es, en, fr)"),
    ("pages/health/doctor.md", "está enfermo\n", "está en 6123\n- 4567 Pida\n", "6123 4567, in page health/doctor"),
    ("pages/health/doctor.md", "está enfermo", "está en **61**23", "6123, in page health/doctor (es, en, fr)"),
    ("pages/health/clinic.md", "cost: Pregunte", "cost: Pregunte al 104", "104, in page health/clinic (es, en, fr)"),
    ("phrases.yaml", "ahora", "del 911", "911, in phrase help-now (es, en, fr)"),
    ("notices.yaml", "Charla", "Charla 305", "305, in notice talk (es, en, fr)"),
    ("sites/station.yaml", "Darién", "Darién 305", "305, in centre station (es, en, fr)"),
    ("bundle.yaml", "Salud", "Salud 305", "305, in topic health (es, en, fr)"),
    ("contacts.yaml", "Pregunte aquí", "Puerta 305", "305, in contact iom-panama (es, en, fr)"),
    ("sources.yaml", "un folleto", "el folleto 305", "305, in page health/doctor (es, en, fr), page health/clinic (es"),
])  # fmt: skip
def test_new_digits_are_named_wherever_they_stand(desk: Desk, file: str, old: str, new: str, told: str) -> None:
    lines = changed(desk, file, old, new)

    assert [line for line in lines if line.startswith(f"new digits in a text: {told}")], lines


def test_digits_of_a_language_of_its_own_are_named(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid "Back"\nmsgstr "Arrière"\n')
    before = facts(desk, "before")
    # The check refuses digits that the English words of a screen have not, and knows no screen with these words.
    desk.write("languages/fr/ui.po", 'msgid "Call"\nmsgstr "Appelez le 305"\n')
    desk.write("languages/fr/language.yaml", "greeting: Appelez le 911\n")

    assert [str(change) for change in changes_between(before, facts(desk, "after")).numbers] == [
        "new digits in a text: 911, in language fr (es, en, fr)",
        "new digits in a text: 305, in words screens (fr)",
    ]


def test_digits_that_stand_there_already_are_no_news(desk: Desk) -> None:
    desk.change("pages/health/doctor.md", "Pida un intérprete", "Llame al 911")
    before = facts(desk, "before")
    desk.change("pages/health/doctor.md", "Llame al 911", "Llame ya al 9-1-1, de 2018 a 2022, a las 8:00, 50 %")

    assert changes_between(before, facts(desk, "after")).numbers == ()


def test_a_history_of_an_earlier_program_knows_no_digits(desk: Desk) -> None:
    desk.change("pages/health/doctor.md", "Pida un intérprete", "Llame al 911")
    found = facts(desk, "bundle")
    raw = json.loads(History().done(7, "hash", "2026.11.3", found).to_bytes())
    del raw["facts"]["numbers"]

    before = History.of(json.dumps(raw).encode()).facts

    assert before is not None
    assert [change.number for change in changes_between(before, found).numbers] == ["911"]


DIGITS = NumberChange("6123 4567", ("page health/doctor (es)",))


def test_new_digits_are_shown_and_agreed_to() -> None:
    said: list[str] = []
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return "yes"

    confirm(Changes((), (), (), (DIGITS, NumberChange("911", ("page a/b (es)",)))), said.append, ask=ask)

    assert asked == ["Type yes if all of them are right: "]
    assert said[-2:] == [str(DIGITS), "new digits in a text: 911, in page a/b (es)"]


@pytest.mark.parametrize("typed", ["", "no", "6123 4567"])
def test_digits_that_nobody_agrees_to_are_not_published(typed: str) -> None:
    with pytest.raises(PublishError, match="the digits in texts were not confirmed; nothing was published"):
        confirm(Changes((), (), (), (DIGITS,)), lambda _: None, ask=lambda _: typed)


def test_digits_are_only_shown_where_contacts_are_agreed_to_beforehand() -> None:
    said: list[str] = []

    confirm(Changes((), (), (), (DIGITS,)), said.append, yes_contacts=True, ask=lambda _: pytest.fail("it asks"))

    assert said == [str(DIGITS)]


@pytest.mark.parametrize("typed", ["+507 305-3351", "+5073053351", " +507.305.3351 "])
def test_a_new_number_is_typed_in_any_form(typed: str) -> None:
    assert PHONE.is_confirmed_by(typed)


@pytest.mark.parametrize("typed", ["", "+507 305-3350", "yes", "305-3351", "+507 305-335l", "507 305-3351"])
def test_anything_else_confirms_no_number(typed: str) -> None:
    assert not PHONE.is_confirmed_by(typed)


def test_a_letter_that_looks_like_another_is_seen_and_cannot_be_typed() -> None:
    change = WayChange("iom", "OIM", "e-mail", "iom@iom.int", "\u0456om@iom.int")

    assert "\\u0456" in str(change)
    assert not change.is_confirmed_by("iom@iom.int")


@pytest.mark.parametrize("change", [
    WayChange("iom", "OIM", "phone", "+507 305-3350", ""),
    WayChange("iom", "OIM", "address", "Calle 1", "Calle 2"),
])  # fmt: skip
def test_what_goes_and_what_is_long_is_confirmed_by_yes(change: WayChange) -> None:
    assert change.is_confirmed_by("yes")
    assert change.is_confirmed_by("Sí")
    assert not change.is_confirmed_by("")
    assert not change.is_confirmed_by("no")


def test_every_change_is_asked_for() -> None:
    typed = iter(["wrong", "+507 305-3351"])
    asked: list[str] = []
    said: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    confirm(Changes((PHONE,), (), ()), said.append, ask=ask)

    assert asked == ["Type the new phone: "] * 2
    assert said[0] == "OIM (iom), phone: +507 305-3350 → typed below"
    assert said[-2] == "OIM (iom), phone, was +507 305-3350"
    assert not [line for line in said if PHONE.new in line], "it would be copied from there"


def test_what_is_agreed_to_is_shown_where_it_is_asked() -> None:
    address = WayChange("iom", "OIM", "address", "Calle 1", "Calle 2")
    account = WayChange("iom", "OIM", "social", "", "@oim")
    gone = WayChange("iom", "OIM", "phone", "+507 305-3350", "")
    first = WayChange("iom", "OIM", "phone", "", "+507 305-3352")
    asked: list[str] = []
    said: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return "+5073053352" if "new phone" in prompt else "yes"

    confirm(Changes((address, account, gone, first), (), ()), said.append, ask=ask)

    assert asked == [
        "Type yes if the new address is right: ",
        "Type yes if the new account is right: ",
        "Type yes if that phone is to go: ",
        "Type the new phone: ",
    ]
    assert said[-4:] == [str(address), str(account), str(gone), "OIM (iom), phone, had none"]


def test_an_address_that_cannot_be_typed_is_not_hidden() -> None:
    change = WayChange("iom", "OIM", "e-mail", "iom@iom.int", "\u0456om@iom.int")

    assert "\\u0456" in change.without_new


def test_three_wrong_answers_publish_nothing() -> None:
    with pytest.raises(PublishError, match="the phone of OIM was not confirmed"):
        confirm(Changes((PHONE,), (), ()), lambda _: None, ask=lambda _: "+507 305-3350")


def test_yes_contacts_shows_and_does_not_ask() -> None:
    said: list[str] = []

    confirm(Changes((PHONE,), (), ()), said.append, yes_contacts=True, ask=lambda _: pytest.fail("it asks"))

    assert said == [str(PHONE)]


def test_when_nobody_is_there_to_type_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", gone)

    with pytest.raises(PublishError, match="--yes-contacts"):
        confirm(Changes((PHONE,), (), ()), lambda _: None)


def test_ctrl_c_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)

    with pytest.raises(KeyboardInterrupt):
        confirm(Changes((PHONE,), (), ()), lambda _: None)


NUMBERS = st.lists(st.from_regex(r"\+[0-9]{3} [0-9]{4}", fullmatch=True), unique=True, max_size=4).map(tuple)
CONTACTS = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.builds(ContactFacts, st.just("Somebody"), st.fixed_dictionaries({"phone": NUMBERS}), st.just("")),
)


@given(CONTACTS, CONTACTS)
def test_no_number_changes_unseen(old: dict[str, ContactFacts], new: dict[str, ContactFacts]) -> None:
    changes = changes_between(Facts(old, {}), Facts(new, {}))

    shown = {contact: set(facts.ways["phone"]) for contact, facts in old.items()}
    for way in changes.ways:
        assert way.kind in WAYS
        numbers = shown.setdefault(way.contact, set())
        numbers.discard(way.old)
        numbers.update({way.new} - {""})
    assert {name: numbers for name, numbers in shown.items() if numbers} == {
        name: set(facts.ways["phone"]) for name, facts in new.items() if facts.ways["phone"]
    }


@given(st.text(alphabet="+0123456789", max_size=15), st.text(alphabet="+0123456789", max_size=15))
def test_numbers_are_the_same_only_if_their_digits_are(one: str, other: str) -> None:
    assert same("-".join(one), f" {other} ", "phone") == (one == other)


def test_translations_that_are_gone_since_the_last_publication_are_told(desk: Desk) -> None:
    desk.translate("en")
    desk.translate("fr")
    before = facts(desk, "before")
    desk.remove("translations/fr.po")
    desk.set_translation("en", "topic:health#title", "")

    (line,) = changes_between(before, facts(desk, "after"), "es").lost

    assert line.startswith("fr: of 10 translated titles in the last publication none is left; unless that is meant,")


def test_pages_that_are_gone_are_no_lost_translations(desk: Desk) -> None:
    desk.translate("en")
    before = facts(desk, "before")
    desk.remove("pages/health/clinic.md")

    assert changes_between(before, facts(desk, "after"), "es").lost == ()
