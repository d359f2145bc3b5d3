"""What others have written, on a stick, on a server, in a source, never steers the terminal that shows it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.terminal import one_line

#: A title and colours of the terminal, in both spellings; a line that is erased; text that runs backwards.
NASTY = "\x1b]0;owned\x07\x1b[31m\x9b2J\rkiosk: done\x08\u202egnp\u2066\u200f"
STEERING = re.compile("[^\\S\n\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def kiosk(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, check=False, encoding="utf-8")


@given(st.text(), st.sampled_from(NASTY))
def test_a_line_keeps_its_words_and_loses_what_steers(text: str, steering: str) -> None:
    line = one_line(text + steering)

    assert not [letter for letter in line if unicodedata.category(letter) in {"Cc", "Zl", "Zp"}]
    assert not [letter for letter in line if unicodedata.bidirectional(letter) in {"RLO", "LRO", "RLE", "LRE", "PDF"}]
    assert not [letter for letter in line if unicodedata.bidirectional(letter) in {"LRI", "RLI", "FSI", "PDI"}]


@pytest.mark.parametrize("arguments", [
    ("device", "install", "{nasty}"),
    ("device", "look", "http://127.0.0.1:1/{nasty}"),
    ("device", "enroll", "{nasty}"),
    ("device", "status", "--state", "{nasty}"),
    ("device", "notices", "{nasty}"),
    ("author", "check", "{nasty}"),
    ("author", "verify", "{nasty}"),
    ("author", "publish", "{nasty}", "--keys", "{nasty}", "--out", "{nasty}"),
    ("author", "keys", "card", "--keys", "{nasty}"),
    ("author", "keys", "init", "{nasty}", "--editor", "{nasty}"),
    ("{nasty}",),
    ("run", "--settings", "{nasty}", "--windowed", "{nasty}"),
])  # fmt: skip
def test_no_command_says_it_back(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = kiosk(*(argument.format(nasty=tmp_path / NASTY) for argument in arguments))

    assert done.returncode != 0 or "status" in arguments
    assert not STEERING.search(done.stdout + done.stderr), repr(done.stdout + done.stderr)


def test_a_strange_file_of_a_source_is_named_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / f"{NASTY}.md").write_text(NASTY, "utf-8")
    (tmp_path / "bundle.yaml").write_text(f"id: {NASTY}\n", "utf-8")

    plain, as_json = kiosk("author", "check", tmp_path), kiosk("author", "check", tmp_path, "--json")

    assert plain.returncode == 1
    assert not STEERING.search(plain.stdout + plain.stderr + as_json.stdout)
    json.loads(as_json.stdout)


def test_not_even_a_traceback_steers() -> None:
    crash = "from kiosk.terminal import guard; guard(); raise ValueError('\\x1b[31m\\u202e')"

    done = subprocess.run([sys.executable, "-c", crash], capture_output=True, text=True, check=False)

    assert "ValueError: \\u001b[31m\\u202e" in done.stderr
