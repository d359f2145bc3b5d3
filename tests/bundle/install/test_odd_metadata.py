"""Metadata that a thief signs rightly, but in which anything may stand, costs one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from securesystemslib.exceptions import FormatError
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner

from kiosk.bundle.floor import Floor, Offer
from kiosk.errors import KioskError, OlderError
from tests.bundle.device import Device
from tests.bundle.team import Team, content

VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2, 2**31, 2**63, 10**400, "", "2", "\x00", "..", "\ud800", "9" * 300, [], {}, [[]],
    {"a": 1}, ["a"] * 3, {"sha256": ""}, "9999-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "1.0.31", "2.0", "root",
]  # fmt: skip
ODD = st.sampled_from(VALUES).map(deepcopy)


def places(part: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to everything within some metadata."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(part, dict):
        inner = list(part.items())
    elif isinstance(part, list):
        inner = list(enumerate(part))
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))] if path else [
        place for key, value in inner for place in places(value, (key,))
    ]  # fmt: skip


def put(part: Any, path: tuple[str | int, ...], value: Any) -> None:
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value


def sign(part: Any, key: CryptoSigner) -> bytes:
    signature = key.sign(str(encode_canonical(part)).encode())
    return json.dumps({"signatures": [signature.to_dict()], "signed": part}).encode()


@pytest.fixture(scope="module")
def ready() -> Any:
    """A kiosk, a team that has published twice, and a stick with the second publication."""
    with TemporaryDirectory() as folder:
        team = Team(Path(folder) / "office")
        team.publish(content(1))
        device = Device(Path(folder) / "state", team.first_root)
        device.install(team.office)
        team.publish(content(2))
        yield team, device


@contextmanager
def copied(device: Device) -> Iterator[Device]:
    """Give a kiosk that is as the other one was at first."""
    with TemporaryDirectory() as folder:
        shutil.copytree(device.state, Path(folder) / "state")
        yield Device(Path(folder) / "state")


@pytest.mark.parametrize("name", ["2.targets.json", "2.snapshot.json", "timestamp.json"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_whatever_is_signed_costs_one_line(ready: tuple[Team, Device], name: str, draw: st.DataObject) -> None:
    team, device = ready
    path = team.office / "metadata" / name
    original = path.read_bytes()
    part = json.loads(original)["signed"]
    for _ in range(draw.draw(st.integers(1, 2))):
        place = draw.draw(st.sampled_from(places(part)))
        put(part, place, draw.draw(ODD))
    key = team.targets_keys["ana"] if "targets" in name else team.release_keys["ana"]
    try:
        path.write_bytes(sign(part, key))
    except (FormatError, UnicodeError):
        return
    try:
        with copied(device) as kiosk:
            refusal = ""
            try:
                kiosk.install(team.office)
            except KioskError as error:
                refusal = str(error)
            assert len(refusal) < 400
            # With the version of what is here, it is what is here.
            assert kiosk.shown() in ((1,) if refusal else (1, 2))
    finally:
        path.write_bytes(original)


@pytest.mark.parametrize("name", ["2.targets.json", "2.snapshot.json", "timestamp.json", "2.root.json"])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rubbish=st.binary(max_size=200) | st.recursive(ODD, lambda inner: st.dictionaries(
    st.sampled_from(["signed", "signatures", "_type", "version", "keys", "roles", "meta", "targets"]), inner
)).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_whatever_is_not_signed_is_refused(ready: tuple[Team, Device], name: str, rubbish: bytes) -> None:
    team, device = ready
    path = team.office / "metadata" / name
    original = path.read_bytes() if path.exists() else None
    path.write_bytes(rubbish)
    try:
        with copied(device) as kiosk:
            with pytest.raises(KioskError):
                kiosk.install(team.office)
            assert kiosk.shown() == 1
    finally:
        path.write_bytes(original) if original is not None else path.unlink()


VERSIONS, KEYS = st.integers(1, 9), st.frozensets(st.sampled_from("abc"), min_size=1)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    targets, release = draw(KEYS), draw(KEYS)
    return Offer(
        anchor=draw(st.sampled_from("xy")),
        root=draw(VERSIONS),
        targets=draw(VERSIONS),
        release=draw(VERSIONS),
        targets_keys=targets,
        release_keys=release,
        targets_signers=frozenset(draw(st.sets(st.sampled_from(sorted(targets)), min_size=1))),
        release_signers=frozenset(draw(st.sets(st.sampled_from(sorted(release)), min_size=1))),
    )


@given(st.lists(offers(), min_size=1), offers())
def test_the_floor_only_rises(taken: list[Offer], offered: Offer) -> None:
    floor = Floor.highest(map(Floor.reached_by, taken))
    higher = Floor.highest([floor, Floor.reached_by(offered)])

    for old, new in ((floor.root, higher.root), (floor.targets, higher.targets), (floor.release, higher.release)):
        assert all(new[key] >= version for key, version in old.items())
    assert Floor.highest([higher, floor]) == higher
    assert Floor.of(json.loads(json.dumps(higher.to_json()))) == higher


@given(st.lists(offers(), min_size=1), st.data())
def test_nothing_below_what_was_taken_with_the_same_keys_passes(taken: list[Offer], draw: st.DataObject) -> None:
    floor = Floor.highest(map(Floor.reached_by, taken))
    had = draw.draw(st.sampled_from(taken))
    older = Offer(**{**vars(had), "targets": had.targets - 1})

    with pytest.raises(OlderError):
        floor.refuse_older(older)


@pytest.mark.parametrize("raw", [None, [], {}, {"root": {}}, {"root": [], "targets": {}, "release": {}}, "x", 5,
                                 {"root": {"a": "1"}, "targets": {}, "release": {}},
                                 {"root": {"a": True}, "targets": {}, "release": {}}])  # fmt: skip
def test_a_damaged_floor_is_seen(raw: object) -> None:
    with pytest.raises(ValueError, match="no "):
        Floor.of(raw)
