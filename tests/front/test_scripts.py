"""Scripts alone, without a browser: Node runs their tests, all in one process."""

import subprocess
from pathlib import Path

import playwright
import pytest

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
"""The one that Playwright brings along and runs on itself."""

pytestmark = pytest.mark.once


def test_scripts_do_what_they_promise():
    files = sorted(map(str, HERE.glob("*.test.mjs")))
    assert len(files) >= 4
    command = [NODE, "--test", "--test-isolation=none", "--test-reporter=spec", *files]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
