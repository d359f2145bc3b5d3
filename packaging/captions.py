#!/usr/bin/env python3
"""Write the list of modules in docs/architecture.md: each with the first sentence of its docstring.

python packaging/captions.py [--check]
"""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- modules: make captions -->\n", "<!-- end of modules -->\n"


def main() -> int:
    """Write the list, or with --check exit 1 when it is stale."""
    page = PAGE.read_text("utf-8")
    fresh = with_list(page, module_list(modules()))
    if fresh == page:
        return 0
    if "--check" in sys.argv[1:]:
        print("docs/architecture.md: stale; run make captions")
        return 1
    PAGE.write_text(fresh, "utf-8")
    return 0


def modules() -> list[Path]:
    """The kiosk's modules that git knows or would add, relative to the project."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "kiosk/*.py"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [path for path in map(Path, sorted(set(names))) if (ROOT / path).is_file()]


def module_list(paths: list[Path]) -> str:
    """One table for each folder, with one line for each module."""
    tables = []
    for folder, files in groupby(sorted(paths, key=lambda path: (path.parent, path)), key=lambda path: path.parent):
        names = list(files)
        about = next((caption(path) for path in names if path.name == "__init__.py"), "")
        rows = [f"| `{path.name}` | {caption(path)} |" for path in names if path.name != "__init__.py"]
        head = [f"**{folder.as_posix()}/** {about}".rstrip(), ""]
        tables.append("\n".join([*head, "| module | what it is for |", "|---|---|", *rows, ""] if rows else head))
    return "\n".join(tables)


def caption(path: Path) -> str:
    """The first line of the module's docstring."""
    text = ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8"))) or ""
    return text.partition("\n")[0].replace("|", "\\|")


def with_list(page: str, listed: str) -> str:
    """*page* with *listed* between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{listed}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main())
