"""A change that must change no picture is compared with the revision before it."""

from __future__ import annotations

from pictures_unchanged import differences


def test_what_is_changed_missing_and_new_is_named() -> None:
    before = {"home": "1", "start": "2", "page": "3"}
    after = {"home": "1", "start": "9", "topic": "4"}

    assert differences(before, after) == {"changed": ["start"], "missing": ["page"], "new": ["topic"]}
    assert not any(differences(before, before).values())
