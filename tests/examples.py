"""How many examples a property is tried on."""

import os


def examples(full: int) -> int:
    """A quarter of them, at least five, or all where `WIJK_FUZZ` is set; every run draws others."""
    return full if os.environ.get("WIJK_FUZZ") else max(5, full // 4)
