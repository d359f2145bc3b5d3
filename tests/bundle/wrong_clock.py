"""Runs the kiosk's command under a clock that is wrong: python wrong_clock.py YEAR COMMAND…"""

from __future__ import annotations

import datetime as dt
import sys
import time


class WrongDatetime(dt.datetime):
    """Believes that it is the second of January of some year."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> WrongDatetime:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> WrongDatetime:
        return cls.now(dt.UTC).replace(tzinfo=None)


if __name__ == "__main__":
    moment = dt.datetime(int(sys.argv[1]), 1, 2, tzinfo=dt.UTC).timestamp()
    time.time = lambda: moment
    dt.datetime = WrongDatetime  # type: ignore[misc]

    from kiosk.cli import main

    sys.exit(main(sys.argv[2:]))
