#!/usr/bin/env python3
"""Compare every picture of the tour with those of another revision, for changes that must change no picture.

    python packaging/pictures_unchanged.py [--since REVISION] [--all]

Renders both with the Python packages that are installed here. Without --all a sample is compared: two sizes,
one text size, one theme. Hashes of a revision are kept in build/pictures-unchanged. Exit code 1 if a picture
differs, is missing or is new.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "pictures-unchanged"
SAMPLE = ("--size", "1366x768", "--size", "1024x600", "--theme", "normal", "--text-size", "100")
#: So many names are printed of each kind.
MOST_NAMES = 20


def main() -> int:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--since", default="HEAD", metavar="REVISION", help="what to compare with; HEAD if left out")
    parser.add_argument("--all", action="store_true", help="every size, theme and text size: takes many minutes")
    options = parser.parse_args()
    before = of_revision(options.since, whole=options.all)
    after = render(ROOT, FOLDER / "now", whole=options.all)
    found = differences(before, after)
    for kind, names in found.items():
        for name in names[:MOST_NAMES]:
            print(f"{kind}: {name}")
        if len(names) > MOST_NAMES:
            print(f"{kind}: and {len(names) - MOST_NAMES} more")
    count = sum(len(names) for names in found.values())
    print(f"{len(after)} pictures, {count} of them not as in {options.since}")
    return 1 if count or not after else 0


def differences(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the names of the pictures that are changed, missing and new, in this order."""
    return {
        "changed": sorted(name for name in before.keys() & after.keys() if before[name] != after[name]),
        "missing": sorted(before.keys() - after.keys()),
        "new": sorted(after.keys() - before.keys()),
    }


def of_revision(revision: str, *, whole: bool) -> dict[str, str]:
    """Return the hashes of the pictures of a revision, rendered once and kept."""
    find = ["git", "rev-parse", "--verify", f"{revision}^{{commit}}"]
    commit = subprocess.run(find, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    kept = FOLDER / f"{commit}-{'all' if whole else 'sample'}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text("utf-8")))
    tree = FOLDER / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    with subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE) as archive:
        subprocess.run(["tar", "-x", "-C", str(tree)], stdin=archive.stdout, check=True)
    hashes = render(tree, FOLDER / "before", whole=whole)
    kept.write_text(json.dumps(hashes), "utf-8")
    return hashes


def render(tree: Path, out: Path, *, whole: bool) -> dict[str, str]:
    """Render the tour of the program in *tree* and return the hash of each picture by its name."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-P", "-m", "kiosk", "tour", "--all", "--pseudo", "--out", str(out)]
    env = {**os.environ, "PYTHONPATH": str(tree), "KIOSK_STATE": str(FOLDER / "state")}
    done = subprocess.run(
        [*command, *(() if whole else SAMPLE)], cwd=tree, env=env, stdout=subprocess.DEVNULL, check=False
    )
    if not out.is_dir():
        sys.exit(f"the tour of {tree} rendered nothing (exit code {done.returncode})")
    hashes = {path.stem: sha256(path.read_bytes()).hexdigest() for path in out.glob("*.png")}
    shutil.rmtree(out)
    return hashes


if __name__ == "__main__":
    sys.exit(main())
