"""The guide to publishing, followed line by line by somebody who types what stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.bundle.publishing.passphrases import NEW_VARIABLE
from tests.bundle.publishing.office import FOUR_WORDS, Office, look

GUIDE = (Path(__file__).parents[3] / "docs" / "publishing.md").read_text("utf-8")


def commands() -> list[str]:
    """Every line that a reader is to type on the laptop, in order."""
    blocks = re.findall(r"^ *```sh\n(.*?)```", GUIDE, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def typed(line: str, home: Path) -> list[str]:
    """The words of a line, with this test's folders, and the answers of somebody who has compared."""
    words = shlex.split(line.replace("~/", f"{home}/").replace("/media/you/", f"{home}/media/"))
    answers = {"publish": ["--yes-contacts"], "catch-up": ["--yes-keys"]}
    return words[1:] + next((more for word, more in answers.items() if word in words), [])


def test_every_line_of_the_guide_works_in_its_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for stick in set(re.findall(r"/media/you/(\w+)", GUIDE)):
        (tmp_path / "media" / stick).mkdir(parents=True)
    Office(tmp_path).desk.folder.rename(tmp_path / "darien")

    for line in commands():
        if " keys stolen " in line:
            monkeypatch.setenv(NEW_VARIABLE, f"{FOUR_WORDS} but the thief")
        assert cli.main(typed(line, tmp_path)) == 0, f"{line}\n{capsys.readouterr()}"

    assert len(commands()) > 12
    for stick in ("CONTENT", "FRESH"):
        assert look(tmp_path / "media" / stick).problems == []


def test_what_the_guide_quotes_is_what_is_said() -> None:
    sources = [path.read_text("utf-8") for path in Path(cli.__file__).parent.rglob("*.py")]
    said = " ".join(" ".join(re.sub(r'" *\n *f?"', "", source) for source in sources).split())
    quoted = re.findall(r"^\| `([^`]+)` \|", GUIDE, re.MULTILINE)

    for quote in quoted:
        for part in re.split(r"…|\d+|office-content|\(keys\.json: ", quote):
            assert part.strip("; ") in said.replace("`", ""), part
    assert len(quoted) > 5
