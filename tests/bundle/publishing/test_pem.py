"""Private keys lie under a passphrase that is dear to guess."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.bundle.publishing import pem
from kiosk.errors import PublishError
from tests.machine import need


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def written(folder: Path, content: bytes) -> Path:
    path = folder / "key.pem"
    path.write_bytes(content)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(passphrase=st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable()))
def test_a_key_is_opened_by_its_passphrase_alone(passphrase: str, tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    path = written(tmp_path, pem.encrypted(key, passphrase))

    opened = pem.decrypted(path, passphrase)

    assert opened is not None
    assert opened.private_bytes_raw() == key.private_bytes_raw()
    assert pem.decrypted(path, passphrase + "x") is None


def test_the_key_itself_stands_nowhere_in_the_file(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    content = pem.encrypted(key, "words")

    assert b"ENCRYPTED PRIVATE KEY" in content
    assert key.private_bytes_raw() not in content
    assert pem.encrypted(key, "words") != content, "the salt is the same twice"


def test_a_guess_costs_a_thief_half_a_second(key: Ed25519PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert (pem.COST, pem.PARALLEL) == (2**14, 8)


def test_openssl_reads_it_too(key: Ed25519PrivateKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pem, "COST", 2**14)
    monkeypatch.setattr(pem, "PARALLEL", 8)
    path = written(tmp_path, pem.encrypted(key, "words"))

    done = subprocess.run(
        [need("openssl"), "pkey", "-in", path, "-passin", "pass:words", "-outform", "DER"],
        capture_output=True,
        check=True,
    )

    assert key.private_bytes_raw() in done.stdout


def without_checksum(content: bytes) -> bytes:
    """What was written before there were checksums."""
    return content[content.index(b"-----BEGIN") :]


def padded_by_chance(content: bytes) -> Iterator[str]:
    """Yield wrong passphrases, one of 256, after which the padding is right and the rest is noise."""
    for number in count():
        try:
            load_pem_private_key(content, f"wrong {number}".encode())
        except ValueError as error:
            if "password" not in str(error):
                yield f"wrong {number}"


@pytest.mark.parametrize("made", [bytes, without_checksum])
def test_a_wrong_passphrase_never_reads_as_a_damaged_key(
    key: Ed25519PrivateKey, made: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    content = made(pem.encrypted(key, "words"))
    path = written(tmp_path, content)

    for wrong in islice(padded_by_chance(content), 3):
        assert pem.decrypted(path, wrong) is None


def test_a_key_without_a_checksum_still_opens(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    opened = pem.decrypted(written(tmp_path, without_checksum(pem.encrypted(key, "words"))), "words")

    assert opened is not None
    assert opened.private_bytes_raw() == key.private_bytes_raw()


def test_a_key_that_was_copied_by_windows_still_opens(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    path = written(tmp_path, pem.encrypted(key, "words").replace(b"\n", b"\r\n"))

    assert pem.decrypted(path, "words") is not None


def test_any_damage_is_told_whatever_is_typed(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    content = pem.encrypted(key, "words")
    begin = content.index(b"-----BEGIN")

    for place in range(len(content)):
        if place == begin - 1 or content[place : place + 1].isspace():
            continue
        changed = b"A" if content[place : place + 1] != b"A" else b"B"
        path = written(tmp_path, content[:place] + changed + content[place + 1 :])
        for typed in ("words", "wrong"):
            with pytest.raises(PublishError, match=r"is damaged; take its copy|is no key under"):
                pem.decrypted(path, typed)


@pytest.mark.parametrize("made", [bytes, without_checksum])
def test_half_a_file_is_told(key: Ed25519PrivateKey, made: Callable[[bytes], bytes], tmp_path: Path) -> None:
    content = made(pem.encrypted(key, "words"))

    for length in (len(content) // 2, len(content) - 50):
        with pytest.raises(PublishError, match="is damaged; take its copy"):
            pem.decrypted(written(tmp_path, content[:length]), "words")


def test_a_damaged_file_is_told_from_a_wrong_passphrase(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    content = pem.encrypted(key, "words")

    with pytest.raises(PublishError, match="is damaged; take its copy"):
        pem.decrypted(written(tmp_path, content[:60] + content[90:]), "words")


@pytest.mark.parametrize("content", [b"", b"\x00" * 300, b"-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="is no key under a passphrase"):
        pem.decrypted(written(tmp_path, content), "words")


def test_a_key_without_a_passphrase_is_refused(key: Ed25519PrivateKey, tmp_path: Path) -> None:
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )

    with pytest.raises(PublishError, match="is no key under a passphrase"):
        pem.decrypted(written(tmp_path, plain), "words")


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"words"),
    )

    with pytest.raises(PublishError, match="of another kind"):
        pem.decrypted(written(tmp_path, other), "words")


def test_a_key_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="cannot be read"):
        pem.decrypted(tmp_path / "none.pem", "words")
