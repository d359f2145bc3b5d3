"""Markdown becomes blocks and spans, and what a page may not hold is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.literals import literals
from kiosk.content.markdown import parse_body, parse_inline
from kiosk.content.model import Block, Span


def test_each_kind_of_block_is_told_apart() -> None:
    body = parse_body("## Primero\n\nUno\n\n- dos\n- tres\n\n1. cuatro\n\n> cinco\n\n[[contact:iom]]\n")

    assert [(block.kind, text) for text, block in body.blocks] == [
        ("heading", "Primero"),
        ("paragraph", "Uno"),
        ("item", "dos"),
        ("item", "tres"),
        ("step", "cuatro"),
        ("warning", "cinco"),
        ("contact", "[[contact:iom]]"),
    ]
    assert body.blocks[-1][1] == Block("contact", contact="iom")
    assert body.lines == (0, 2, 4, 5, 7, 9, 11)
    assert body.flaws == ()


def test_a_blocks_message_is_its_markdown_on_one_line() -> None:
    body = parse_body("Pregunte al\n  **personal** o\\\nvea [aquí](page:a/b).  \nFin\n")

    assert body.blocks[0][0] == "Pregunte al **personal** o vea [aquí](page:a/b). Fin"


def test_spans_know_strength_and_target() -> None:
    assert parse_inline("a **b [c](page:x/y)** [[contact:iom]] d") == (
        Span("a "),
        Span("b ", strong=True),
        Span("c", strong=True, target="page:x/y"),
        Span(" "),
        Span("", target="contact:iom"),
        Span(" d"),
    )


def test_a_card_within_a_sentence_or_a_list_is_a_link() -> None:
    body = parse_body("- [[contact:iom]]\n\nLlame a [[contact:iom]]\n")

    assert [block.kind for _, block in body.blocks] == ["item", "paragraph"]
    assert [mention.target for mention in body.mentions] == ["contact:iom", "contact:iom"]
    assert [mention.line for mention in body.mentions] == [0, 2]


def test_two_paragraphs_of_a_warning_are_two_warnings() -> None:
    assert [block.kind for _, block in parse_body("> uno\n>\n> dos\n").blocks] == ["warning", "warning"]


def test_signs_of_markdown_can_be_escaped() -> None:
    assert parse_inline(r"2 \* 3 \[x\]") == (Span("2 * 3 [x]"),)


@pytest.mark.parametrize("text, line, what", [
    ("uno\ndos [x](mailto:a)\n", 1, "leads to no page or contact"),
    ("uno\n\ndos\n[[iom]]\n", 3, "names no contact"),
    ("[](page:a/b)\n", 0, "has no text"),
    ("[x](page:Salud/Doctor)\n", 0, "leads to no page or contact"),
    ("[x](page:doctor)\n", 0, "leads to no page or contact"),
    ("<https://iom.int>\n", 0, "leads to no page or contact"),
    ("uno\n\n***\n", 2, "a ruled line"),
    ("```\nuno\n```\n", 0, "a block of code"),
    ("a `b` c\n", 0, "a sign `"),
    ("### Tres\n", 0, "a heading of level 3"),
    ("Título\n===\n", 0, "a heading of level 1"),
    ("- uno\n\n  dos\n", 2, "a second paragraph"),
    ("> > uno\n", 0, "a warning within a warning"),
    ("> - uno\n", 0, "a list within a warning"),
    ("- > uno\n", 0, "a warning within a list"),
    ("- uno\n-\n", 1, "an empty heading or item"),
    ("##\n", 0, "an empty heading or item"),
    ("![](media/a.png)\n", 0, "a picture"),
])  # fmt: skip
def test_what_a_page_may_not_hold_is_told_with_its_line(text: str, line: int, what: str) -> None:
    flaws = parse_body(text).flaws

    assert any(flaw.line == line and what in flaw.what for flaw in flaws), flaws


@pytest.mark.parametrize("text, line, what", [
    ("uno\n[x](page: a/b)\n", 1, 'the link "(page: a/b)" has a blank'),
    ("[x](page:a/b c)\n", 0, "has a blank"),
    ("uno\n\n[x] (page:a/b)\n", 2, "a blank stands between the ] and the ("),
    ("[x](page:a/b\n", 0, "is not whole"),
    ("vea (page:a/b)\n", 0, "is not whole"),
    ("[[contact:iom]\n", 0, "is not whole"),
    ("a ]] b\n", 0, "the sign ]] stands alone"),
    ("uno\n**dos\n", 1, "the sign ** stands alone"),
    ("**uno **dos\n", 0, "the sign ** stands alone"),
    ("##Título\n", 0, 'a line begins with "##" and no blank'),
    ("#Título\n", 0, 'a line begins with "#" and no blank'),
    ("uno\n-dos\n", 1, 'a line begins with "-" and no blank'),
    ("*uno\n", 0, 'a line begins with "*" and no blank'),
    ("1.uno\n", 0, 'a line begins with "1." and no blank'),
    ("2)¿Dos?\n", 0, 'a line begins with "2)" and no blank'),
    ("1.- uno\n", 0, 'a line begins with the sign "1.-"'),
    ("uno\n• dos\n", 1, 'a line begins with the sign "•"'),
    ("·uno\n", 0, 'a line begins with the sign "·"'),
    ("– uno\n", 0, 'a line begins with the sign "–"'),
    ("\uf0b7 uno\n", 0, "a line begins with the sign"),
    ("| uno | dos |\n", 0, 'a line begins with the sign "|"'),
    ("- -uno\n", 0, 'a line begins with "-"'),
    ("> ##uno\n", 0, 'a line begins with "##"'),
])  # fmt: skip
def test_what_is_left_of_a_slip_in_markdown_is_told_with_its_line(text: str, line: int, what: str) -> None:
    flaws = parse_body(text).flaws

    assert {flaw.line for flaw in flaws if what in flaw.what} == {line}, flaws


@pytest.mark.parametrize("text", [
    "1.º de mayo", "1.er piso", "1.5 millones", "10.000 personas", "#20, Calle 5", r"\##Primero", r"\-uno",
    r"\*\*uno\*\*", "uno – dos", "uno · dos", "uno - dos", "[sic] (véase)", "(contacto: personal)", "__uno__", "5 * 3",
])  # fmt: skip
def test_signs_that_mean_nothing_in_markdown_are_left_alone(text: str) -> None:
    assert [flaw.what for flaw in parse_body(text).flaws] == []


def test_a_slip_in_markdown_is_told_with_what_to_write() -> None:
    told = [flaw.what_to_do for flaw in parse_body("[x](page: a/b)\n\n##Si no puede explicarlo\n").flaws]

    assert told == ["write (page:a/b)", 'write "## Si no puede explicarlo" on a line of its own']


@pytest.mark.parametrize("text", [
    "Llame al 305-3350.", "+507 305 3350", "(507) 305-3350", "507.305.3350", "00 507 3053350", "50761234567",
    "305 33 50", "3 0 5 3 3 5 0", "\u0663\u0660\u0665\u0663\u0663\u0665\u0660", "305\u20113350", "305\u00a03350",
])  # fmt: skip
def test_phone_numbers_are_found(text: str) -> None:
    assert "phone" in next(literals(text)).what


@pytest.mark.parametrize("text", [
    "2018-2022", "2030 – 2035", "2026-11-01", "01/11/2026", "520.085 personas", "1 000 000", "15.000.000",
    "174 Estados, 100 países", "de 2008 a 2022", "10:30 a 12:30", "En 2018. 2500 personas", "A < B > C", "R4V",
    "10 000 000", "70\u00a0000\u00a0000", "ISO 9001:2015", "AT&T y compañía", "5 % & más", "x@ y",
])  # fmt: skip
def test_figures_and_signs_are_left_alone(text: str) -> None:
    assert list(literals(text)) == []


@pytest.mark.parametrize("text, what", [
    ("a@b.org", "e-mail"), ("mailto:a", "e-mail"), ("http://x", "web"), ("www.iom.int", "web"), ("tel:1", "web"),
    ("wa.me/507", "web"), ("file:///etc/passwd", "web"), ("javascript:x", "web"),
    ("<b>", "HTML"), ("</p>", "HTML"), ("<img src=x>", "HTML"), ("<!-- x -->", "HTML"), ("&nbsp;", "HTML"),
    ("&#233;", "HTML"), ("<SCRIPT>", "HTML"), ("<br/>", "HTML"),
])  # fmt: skip
def test_addresses_and_html_are_found(text: str, what: str) -> None:
    assert any(what in flaw.what for flaw in literals(text))


def test_a_literal_is_told_with_its_line() -> None:
    assert [flaw.line for flaw in literals("uno\ndos <b>\ntres")] == [1]


@given(st.text(alphabet="ab *_[]()<>!#-`\\\n|:.123{}page:contact/", max_size=120))
def test_any_text_is_read_without_an_accident(text: str) -> None:
    body = parse_body(text)

    assert len(body.blocks) == len(body.lines) == len(body.raw)
    assert all(message and "\n" not in message for message, _ in body.blocks)


@given(st.text(alphabet="ab *_[]()<>!`\\:./", max_size=60))
def test_a_blocks_message_says_the_same_as_the_block(text: str) -> None:
    """A translator who copies the message gets what the source shows."""
    body = parse_body(text)

    for message, block in body.blocks:
        if block.kind != "contact" and not body.flaws:
            assert parse_inline(message) == block.spans
