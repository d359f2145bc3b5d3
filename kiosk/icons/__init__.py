"""Which pictogram stands for which name: Font Awesome's drawings, readable without Qt."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kiosk.errors import NotFoundError


@cache
def names() -> frozenset[str]:
    """Return the names of all pictograms."""
    files = (entry.name for entry in resources.files(__name__).iterdir())
    return frozenset(name.removesuffix(".svg") for name in files if name.endswith(".svg"))


def svg(name: str) -> str:
    """Return the drawing of a pictogram as SVG text.

    Raises:
        NotFoundError: There is no pictogram of that name.
    """
    if name not in names():
        raise NotFoundError(f"there is no icon {name!r}; choose one of the names in kiosk/icons")
    return resources.files(__name__).joinpath(f"{name}.svg").read_text(encoding="utf-8")
