"""Which Chromium the browser tests use: the one named by CHROMIUM, or the first on PATH."""

import os
import shutil

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Answer the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def leave_out_when_missing(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the browser tests out when there is no Chromium; with BROWSER=required refuse instead."""
    with_browser = [item for item in items if item.get_closest_marker("browser")]
    if not with_browser or chromium():
        return
    if os.environ.get("BROWSER") == "required":
        raise pytest.UsageError(
            "BROWSER=required, men ingen Chromium finns: sätt CHROMIUM eller installera chromium."
        )
    config.hook.pytest_deselected(items=with_browser)
    items[:] = [item for item in items if item not in with_browser]
    config.stash[LEFT_OUT] = len(with_browser)


LEFT_OUT = pytest.StashKey[int]()
