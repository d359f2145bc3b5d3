"""What a tired person types finds what an editor wrote, in any language, best first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.model import Found, Shown
from kiosk.errors import BundleError, NotFoundError
from tests.content.desk import Desk
from tests.typeface import give_font

Opened = Callable[[], Library]

PAGE = """\
---
title: {title}
summary: {summary}
keywords: {keywords}
source: brochure
checked: never
---

{body}
"""


def write_page(
    desk: Desk, name: str, title: str, *, summary: str = "Línea", keywords: str = "", body: str = "Cuerpo."
) -> None:
    text = PAGE.format(title=title, summary=summary, keywords=keywords, body=body)
    desk.write(f"pages/{name}.md", text)


def targets(library: Library, text: str, language: str = "es", site: str = "", limit: int = 12) -> list[str]:
    return [found.target for found in library.search(text, language, site, limit)]


def test_a_page_is_found_with_all_that_its_row_shows(opened: Opened) -> None:
    assert opened().search("privado", "es") == (
        Found("page:protection/private", "shield-heart", Shown("Hablar en privado", "es"), "#97205B", sensitive=True),
    )


def test_topics_and_contacts_are_found(opened: Opened) -> None:
    library = opened()

    assert targets(library, "protección") == ["topic:protection"]
    assert targets(library, "pregunte aquí")[0] == "contact:iom-panama"
    assert library.search("oim", "es")[0] == Found(
        "contact:iom-panama", "headset", Shown("OIM Panamá", "es"), "", sensitive=False
    )


@pytest.mark.parametrize("typed", [
    "médico", "medico", "MÉDICO", "me\u0301dico", "medko", "mediko", "medicos", "medi", "médcio", "  médico!? ",
    "el medico",
])  # fmt: skip
def test_a_word_is_found_as_people_spell_it(opened: Opened, typed: str) -> None:
    assert targets(opened(), typed)[:1] == ["page:health/doctor"]


@pytest.mark.parametrize("typed, title", [
    ("pasporte", "Perdí mi pasaporte"),
    ("pasaportes", "Perdí mi pasaporte"),
    ("paspo", "Perdí mi pasaporte"),
    ("abogdo", "Un abogado"),
    ("avogado", "Un abogado"),
    ("abogada", "Un abogado"),
    ("doktor", "El doctor"),
    ("telefon", "Un teléfono"),
    ("retorn", "El retorno"),
    ("hosital", "El hospital"),
    ("ospital", "El hospital"),
    ("embarazada", "El embarazo"),
    ("lhopital", "L’hôpital"),
    ("oeuvre", "Une œuvre"),
    ("curriculum vitae", "Curriculum vitæ"),
    ("strasse", "Die Straße"),
    ("rendezvous", "Le rendez-vous"),
])  # fmt: skip
def test_a_slip_of_typing_is_forgiven(desk: Desk, opened: Opened, typed: str, title: str) -> None:
    write_page(desk, "health/wanted", title)

    assert "page:health/wanted" in targets(opened(), typed)


def test_while_a_misspelt_word_is_typed_its_page_stays_found(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/wanted", "Perdí mi pasaporte")
    library = opened()

    for length in range(1, len("pasporte") + 1):
        assert "page:health/wanted" in targets(library, "pasporte"[:length])


def test_the_best_match_comes_first(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/a-body", "Uno", body="Aquí hay agua.")
    write_page(desk, "health/b-summary", "Dos", summary="Dónde hay agua")
    write_page(desk, "health/c-keyword", "Tres", keywords="sed, agua")
    write_page(desk, "health/d-beginning", "Aguacero")
    write_page(desk, "health/e-title", "Beber agua")

    found = targets(opened(), "agua")

    order = ["e-title", "d-beginning", "c-keyword", "b-summary", "a-body"]
    assert found == [f"page:health/{name}" for name in order]


def test_a_word_typed_right_never_loses_to_a_similar_one(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/similar", "Trato y tratos", keywords="trato")
    write_page(desk, "health/right", "Otra cosa", body="La trata es un delito.")

    assert targets(opened(), "trata") == ["page:health/right", "page:health/similar"]


def test_similar_words_fill_up_only_what_is_missing(desk: Desk, opened: Opened) -> None:
    for number in range(3):
        write_page(desk, f"health/right-{number}", f"Documento {number}")
    write_page(desk, "health/similar", "Documenta")

    assert len(targets(opened(), "documento")) == 3


def test_every_word_has_to_match_in_any_order(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/both", "Pasaporte perdido", body="Pida ayuda en su embajada.")
    write_page(desk, "health/one", "Pasaporte nuevo")
    library = opened()

    assert targets(library, "embajada pasaporte") == ["page:health/both"]
    assert targets(library, "pasaporte emba") == ["page:health/both"]
    assert targets(library, "pasporte embjada") == ["page:health/both"]


def test_where_no_page_has_all_words_those_come_that_have_most(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/phone", "Robos", keywords="robo, celular, teléfono", body="Vaya a la policía.")
    write_page(desk, "health/police", "La policía", summary="Dónde está la policía")
    library = opened()

    assert targets(library, "me robaron el celular") == ["page:health/phone"]
    assert targets(library, "quiero ir a un doctor") == ["page:health/doctor"]
    assert targets(library, "policia celular elefante") == ["page:health/phone", "page:health/police"]
    assert targets(library, "pasaporte elefante") == []


def test_a_rare_word_tells_more_than_one_that_stands_everywhere(desk: Desk, opened: Opened) -> None:
    for number in range(30):
        write_page(desk, f"health/page-{number}", f"Los papeles para todos {number}")
    write_page(desk, "health/wanted", "Los niños", body="Hay un pediatra.")
    library = opened()

    assert targets(library, "para los pediatra elefantes") == ["page:health/wanted"]
    assert targets(library, "para los elefantes") == []


def test_a_word_of_a_title_tells_more_than_one_of_a_body(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/body", "Uno", body="Hay un abogado y un juez.")
    write_page(desk, "health/title", "Abogado")

    assert targets(opened(), "abogado elefante")[0] == "page:health/title"


def test_what_tells_most_may_be_in_the_language_of_the_source(desk: Desk, opened: Opened) -> None:
    desk.strings()
    desk.set_translation("fr", "page:health/clinic#title", "La clinique du peuple")
    library = opened()

    assert targets(library, "clinique éléphant", "fr") == ["page:health/clinic"]
    assert targets(library, "privado éléphant", "fr") == ["page:protection/private"]


def test_what_a_centre_hides_is_not_found_by_most_words_either(desk: Desk, opened: Opened) -> None:
    desk.change("sites/station.yaml", "topics_hidden: []", "topics_hidden: [protection]")
    desk.write("sites/office.yaml", "name: Oficina\ntitle: Información\n")

    assert targets(opened(), "privado elefante", site="station") == []
    assert targets(opened(), "privado elefante", site="office") == ["page:protection/private"]


def test_no_more_is_found_by_most_words_than_wanted(desk: Desk, opened: Opened) -> None:
    for number in range(90):
        write_page(desk, f"health/page-{number}", "Refugio" if number < 15 else "Otra cosa")
    library = opened()

    assert len(library.search("refugio elefante", "es")) == 12
    assert len(library.search("refugio elefante", "es", limit=3)) == 3


def test_short_words_between_do_no_harm(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/return", "Volver", body="Quiere volver al país.")

    assert targets(opened(), "volver a mi pais") == ["page:health/return"]
    assert targets(opened(), "volver con pais") == ["page:health/return"]


def test_one_or_two_letters_begin_titles_and_keywords_only(desk: Desk, opened: Opened) -> None:
    write_page(desk, "health/title", "Zapatos")
    write_page(desk, "health/keyword", "Ropa", keywords="zuecos")
    write_page(desk, "health/body", "Otra cosa", summary="Zumo", body="Zarpar y arroz.")
    library = opened()

    assert set(targets(library, "z")) == {"page:health/title", "page:health/keyword"}
    assert targets(library, "za") == ["page:health/title"]
    assert targets(library, "zu z") == ["page:health/keyword"]


def test_what_a_centre_hides_is_not_found(desk: Desk, opened: Opened) -> None:
    desk.change("sites/station.yaml", "topics_hidden: []", "topics_hidden: [protection]")
    desk.write("sites/office.yaml", "name: Oficina\ntitle: Información\n")
    library = opened()

    assert targets(library, "privado") == targets(library, "privado", site="office") == ["page:protection/private"]
    assert targets(library, "privado", site="station") == []
    assert "topic:protection" not in targets(library, "protección", site="station")
    with pytest.raises(NotFoundError, match="no site"):
        library.search("privado", "es", "nowhere")


def test_a_topic_that_has_no_tile_is_found_by_its_pages(opened: Opened) -> None:
    assert targets(opened(), "ayuda urgente") == ["page:urgent/help"]


def test_no_more_is_found_than_wanted(desk: Desk, opened: Opened) -> None:
    for number in range(20):
        write_page(desk, f"health/page-{number}", f"Refugio {number}")
    library = opened()

    assert len(library.search("refugio", "es")) == 12
    assert len(library.search("refugio", "es", limit=3)) == 3
    assert library.search("refugio", "es", limit=0) == library.search("refugio", "es", limit=-1) == ()
    assert library.search("refugio", "es") == library.search("refugio", "es")


def test_the_language_of_the_visitor_comes_first_and_then_the_source(desk: Desk, opened: Opened) -> None:
    desk.strings()
    desk.set_translation("fr", "page:health/doctor#title", "Voir un docteur")
    library = opened()

    assert library.search("docteur", "fr")[0].title == Shown("Voir un docteur", "fr")
    assert library.search("médico", "fr")[0].title == Shown("Voir un docteur", "fr")
    assert targets(library, "clinica", "fr") == ["page:health/clinic"]
    assert targets(library, "docteur", "es") == ["page:health/doctor"]
    assert targets(library, "doctor", "xx") == targets(library, "doctor", "es")


def test_the_name_of_a_link_is_no_word_of_the_page(opened: Opened) -> None:
    for typed in ("health", "page:health", "help/page"):
        assert targets(opened(), typed) == []


def test_arabic_is_found_with_and_without_its_article(desk: Desk, opened: Opened) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, ar]")
    desk.change("sites/station.yaml", "[en, es]", "[ar, es]")
    desk.strings()
    desk.set_translation("ar", "page:health/doctor#title", "زيارة الطَّبيب")
    desk.set_translation("ar", "page:health/clinic#title", "أدوية مجانية")
    library = opened()

    for typed in ("طبيب", "الطبيب", "الطب", "والطبيب", "زياره", "زيارة طبيب", "الطبيبب"):
        assert targets(library, typed, "ar")[:1] == ["page:health/doctor"], typed
    for typed in ("ادوية", "أدويه", "مجانيه"):
        assert targets(library, typed, "ar")[:1] == ["page:health/clinic"], typed
    assert library.search("طبيب", "ar")[0].title.language == "ar"


def test_chinese_is_found_by_any_of_its_signs(desk: Desk, opened: Opened) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, zh]")
    desk.change("sites/station.yaml", "[en, es]", "[zh, es]")
    desk.strings()
    desk.set_translation("zh", "page:health/doctor#title", "去看医生")
    desk.set_translation("zh", "page:health/clinic#summary", "护照丢失怎么办")
    give_font(desk.folder, "zh")
    library = opened()

    for typed in ("医", "医生", "看医生", "看 医生", "我要看医生"):
        assert targets(library, typed, "zh")[:1] == ["page:health/doctor"], typed
    assert targets(library, "护照", "zh") == ["page:health/clinic"]
    assert targets(library, "护照医生", "zh") != []
    assert targets(library, "电影", "zh") == []


def test_creole_is_found_by_its_own_spelling(desk: Desk, opened: Opened) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, ht]")
    desk.change("sites/station.yaml", "[en, es]", "[ht, es]")
    desk.strings()
    desk.set_translation("ht", "page:health/doctor#title", "Wè yon doktè lopital")
    desk.set_translation("ht", "page:health/clinic#title", "Mwen pèdi paspò m’")
    library = opened()

    for typed in ("dokte", "doktè", "docte", "lopital", "hopital", "lopitl"):
        assert targets(library, typed, "ht")[:1] == ["page:health/doctor"], typed
    for typed in ("paspo", "paspò m'", "pedi paspo", "paspor"):
        assert targets(library, typed, "ht")[:1] == ["page:health/clinic"], typed


@pytest.mark.parametrize("typed", [
    "", " ", "\t\n", "'", '"', "''", "%", "*", "_", "(", "doctor*)", 'doctor" OR "', "doctor AND NOT NEAR(",
    "title:doctor", "doctor; DROP TABLE pages", "\0", "doctor\0", "\ud800", "👩‍⚕️", "❤️", "-", "^", "\u202e",
    "\u0301" * 50, "doctor " * 2000, "x" * 10_000, "医" * 10_000, "أ" * 10_000, "a b c d e f g h i j k l m n o p",
])  # fmt: skip
def test_odd_signs_do_no_harm(opened: Opened, typed: str) -> None:
    for language in ("es", "en", ""):
        assert isinstance(opened().search(typed, language), tuple)


@pytest.mark.parametrize("typed", ["", "   ", "\0", "👩‍⚕️", "%", "xqzwkj", "zzxqj xqzwkj"])
def test_nothing_is_found_where_nothing_is(opened: Opened, typed: str) -> None:
    assert opened().search(typed, "es") == ()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.lists(st.sampled_from(["doctor", "medko", "'", "é", "医", "ال", " ", "x" * 40])).map("".join))
def test_whatever_is_typed_is_answered_the_same_each_time(desk: Desk, text: str) -> None:
    library = open_bundle(desk)
    try:
        found = library.search(text, "fr")

        assert found == library.search(text, "fr")
        assert len({one.target for one in found}) == len(found)
    finally:
        library.close()


def open_bundle(desk: Desk) -> Library:
    bundle = desk.folder.parent / "bundle"
    if not bundle.exists():
        compile_source(desk.folder, bundle)
    return Library.open(bundle)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_index_never_raises_anything_else(desk: Desk, data: st.DataObject) -> None:
    open_bundle(desk).close()
    path = desk.folder.parent / "bundle" / "content.db"
    original = path.read_bytes()
    content = bytearray(original)
    for _ in range(data.draw(st.integers(1, 300))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        with suppress(BundleError, NotFoundError):
            search_everything(path.parent)
    finally:
        path.write_bytes(original)


def search_everything(bundle: Path) -> None:
    library = Library.open(bundle)
    try:
        for typed in ("d", "doctor", "doktr", "ayuda personal", "hablra", "clinicas"):
            library.search(typed, "fr", "station")
            library.keyboard("fr")
    finally:
        library.close()


def test_nothing_of_what_is_typed_is_kept(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    library = open_bundle(desk)
    before = {path: path.read_bytes() for path in desk.folder.parent.rglob("*") if path.is_file()}
    caplog.set_level(0)

    library.search("secretísimo", "es")

    assert "secret" not in caplog.text
    assert {path: path.read_bytes() for path in desk.folder.parent.rglob("*") if path.is_file()} == before
    library.close()
