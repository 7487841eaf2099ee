"""Runs every test on each supported Python that is installed: `python -m tests.pythons sqlite`.

Each gets an environment of its own in var/pythons. What is supported stands in pyproject.toml.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PREFIX = "Programming Language :: Python :: 3."
SYSTEMS = "/usr/bin/python3"
WHICH = "import platform; print(platform.python_version())"


def supported() -> list[str]:
    """The versions that pyproject.toml names, as in 3.11."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [one.rpartition(" ")[2] for one in project["classifiers"] if one.startswith(PREFIX)]


def installed() -> dict[str, str]:
    """Every one that runs, by its whole version: on the path, of pyenv, and the system's own."""
    found: dict[str, str] = {}
    for path in _candidates():
        done = subprocess.run([path, "-c", WHICH], check=False, capture_output=True, text=True)
        version = done.stdout.strip()
        if done.returncode == 0 and version.rpartition(".")[0] in supported():
            found.setdefault(version, path)
    return found


def _candidates() -> Iterator[str]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for version in supported():
        yield from filter(None, [shutil.which(f"python{version}")])
        yield from map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python")))
    if Path(SYSTEMS).exists():
        yield SYSTEMS


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def passes(version: str, path: str, targets: list[str]) -> bool:
    """Whether all of these targets of the Makefile pass on it."""
    _say(f"\nPython {version} ({path}): {', '.join(targets)}\n")
    command = ["make", f"PYTHON={path}", f"VENV=var/pythons/{version}", *targets]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main(targets: list[str]) -> int:
    """What became of each supported version; 1 if any failed or there is none."""
    found = installed()
    passed = {version: passes(version, path, targets) for version, path in found.items()}
    for version in supported():
        here = [one for one in sorted(passed) if one.startswith(f"{version}.")]
        for one in here:
            _say(f"Python {one}: {'passed' if passed[one] else 'failed'}")
        if not here:
            _say(f"Python {version}: not installed")
    if len(passed) == 1:
        _say("Only one Python that is supported is installed here: the others were not tried.")
    return 0 if passed and all(passed.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
