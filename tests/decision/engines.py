"""Which engines can run here, and Python in a process of its own for what could end this one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ekrules.decision.rete import is_available

ROOT = Path(__file__).parents[2]

needs_rete = pytest.mark.skipif(
    not is_available(),
    reason="durable-rules is not installed; it can't be on Python 3.13 and later",
)
ENGINES = [pytest.param("rete", marks=needs_rete), "columnar"]


def run_apart(code: str, seconds: float = 30) -> str:
    """Run code in a process of its own and return what it prints; fail if it hangs or dies."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=seconds,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout.strip()
