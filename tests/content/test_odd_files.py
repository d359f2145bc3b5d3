"""Whatever stands in a source's files, an editor gets problems and never an accident."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.desk import FILES, Desk

SIGNS = st.sampled_from(
    [*" \n\t:-[]{}#&*!|>'\"%@`~?,.\\/abcñ0987+", "\ufeff", "\u00a0", "\u0661", "---\n", "id: ", "- ", "<b>"]
)
ANY_YAML = st.lists(SIGNS, max_size=60).map("".join)
ANY_PO = st.lists(
    st.sampled_from(['msgid "a"\n', 'msgstr "', '"', "msgctxt ", "#, fuzzy\n", "#~ ", "#| ", "\n", "x", "\\"])
)
examples = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def review_is_calm(desk: Desk) -> None:
    for problem in desk.review().problems:
        assert problem.file
        assert problem.line >= 0
        assert "\n" not in str(problem)


@examples
@given(name=st.sampled_from(sorted(FILES)), text=ANY_YAML)
def test_any_text_in_any_file(desk: Desk, name: str, text: str) -> None:
    desk.write(name, text)

    review_is_calm(desk)
    desk.write(name, FILES[name])


@examples
@given(name=st.sampled_from(sorted(FILES)), text=ANY_YAML, data=st.data())
def test_any_text_within_any_file(desk: Desk, name: str, text: str, data: st.DataObject) -> None:
    desk.write(name, FILES[name])
    before = desk.read(name)
    at = data.draw(st.integers(0, len(before)))
    (desk.folder / name).write_text(before[:at] + text + before[at:], encoding="utf-8")

    review_is_calm(desk)
    desk.write(name, FILES[name])


@examples
@given(
    name=st.sampled_from([*sorted(FILES), "translations/en.po", "languages/en/ui.po"]), content=st.binary(max_size=200)
)
def test_any_bytes_in_any_file(desk: Desk, name: str, content: bytes) -> None:
    path = desk.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

    review_is_calm(desk)
    if name in FILES:
        desk.write(name, FILES[name])
    else:
        desk.remove(name)


@examples
@given(parts=ANY_PO)
def test_any_catalogue(desk: Desk, parts: list[str]) -> None:
    desk.write("translations/en.po", "")
    (desk.folder / "translations" / "en.po").write_text("".join(parts), encoding="utf-8")

    review_is_calm(desk)


@pytest.mark.parametrize(
    "sign", ["a", "[", "**a", "`", "![", "[[a", "[a](", "1", "a.", "&a", "\\", "{", "www.", "> ", "<"]
)
@pytest.mark.parametrize("where", ["body", "text", "translation", "icon"])
def test_no_text_keeps_an_editor_waiting(desk: Desk, sign: str, where: str) -> None:
    """Some of these take the square of their length to read, unless one gives up in time."""
    giant = sign * (200_000 // len(sign))
    if where == "body":
        desk.append("pages/urgent/help.md", f"\n{giant}\n")
    elif where == "translation":
        desk.translate("en")
        desk.set_translation("en", "page:urgent/help#body", giant)
    else:
        key = "text" if where == "text" else "icon"
        desk.write("phrases.yaml", f"- id: help\n  {key}: {json.dumps(giant)}\n")

    start = time.process_time()
    errors = desk.errors()

    assert errors
    assert all(len(error) < 1000 for error in errors)
    assert time.process_time() - start < 4
