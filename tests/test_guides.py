"""The guides: what they tell an editor to write is accepted, and what they quote is what is said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kiosk.content.check import review

DOCS = Path(__file__).parent.parent / "docs"
EDITORS = (DOCS / "editors.md").read_text("utf-8")
SHIPPED = Path(__file__).parent.parent / "kiosk" / "content" / "darien"
PAGE, SITE, CONTACTS = "pages/health/toothache.md", "sites/practice.yaml", "contacts.yaml"


def example(kind: str) -> str:
    """The first passage of the editors' guide that is to be copied into a file of a kind."""
    found = re.search(rf"```{kind}\n(.*?)```", EDITORS, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """The practice copy with the page and the centre of the guide."""
    folder = tmp_path / "darien"
    shutil.copytree(SHIPPED, folder)
    (folder / PAGE).write_text(example("markdown"), "utf-8")
    (folder / SITE).write_text(example("yaml"), "utf-8")
    return folder


def test_the_page_and_the_centre_of_the_guide_are_accepted(practice: Path) -> None:
    assert review(practice).errors == []


@pytest.mark.parametrize(
    "file, before, after",
    [
        (CONTACTS, "+507 305-3350", "+507 305-335"),
        (CONTACTS, "+507 305-3350", "305-3350"),
        (CONTACTS, '["+507 305-3350"]', "+507 305-3350"),
        (CONTACTS, "  address:", "\taddress:"),
        (CONTACTS, "address: ", "address: Oficina: "),
        (PAGE, "---\ntitle", "title"),
        (PAGE, "never\n---", "never\n"),
        (PAGE, "(page:", "(page: "),
        (PAGE, "## Si", "##Si"),
        (PAGE, "- Señale", "• Señale"),
        (PAGE, "[iom-staff]", "[iom-panam]"),
        (PAGE, "show-a-phrase", "show-phrase"),
        (PAGE, "Dígaselo", "Llame al +507 305-3350."),
        (PAGE, "Dolor de muelas", "Una página con un título demasiado largo para caber en la pantalla"),
        (SITE, "crisis", "crise"),
    ],
)
def test_a_mistake_is_told_as_the_guide_quotes_it(file: str, before: str, after: str, practice: Path) -> None:
    text = (practice / file).read_text("utf-8")
    assert before in text
    (practice / file).write_text(text.replace(before, after, 1), "utf-8")

    told = [str(problem) for problem in review(practice).errors]

    assert told
    assert [line for line in told if f"`{line}`" not in EDITORS] == []


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_a_link_within_the_guides_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|page:|contact:)([^)]+)\)", (DOCS / page).read_text("utf-8")):
        name, _, heading = target.partition("#")
        other = DOCS / (name or page)
        assert other.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings], target
