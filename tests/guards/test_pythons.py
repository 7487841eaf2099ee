"""What is supported is said alike everywhere, and tried on every Python that is installed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import pythons

ROOT = Path(__file__).parents[2]
IN_WORDS = "Python 3.11, 3.12 or 3.13"
VERSIONS = ["3.11", "3.12", "3.13"]


def script(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines]))
    path.chmod(0o700)
    return path


def made(*arguments: str) -> subprocess.CompletedProcess:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept, check=False, capture_output=True, text=True)


def test_the_versions_that_are_supported_are_the_same_everywhere():
    assert pythons.supported() == VERSIONS
    assert 'requires-python = ">=3.11,<3.14"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert "(3, 11) <= sys.version_info < (3, 14)" in (ROOT / "Makefile").read_text("utf-8")
    for page in ("Makefile", "README.md", "docs/guides/host.md"):
        assert IN_WORDS in (ROOT / page).read_text("utf-8"), page
    lines = re.findall(r"--python-version (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert lines == VERSIONS[:1]


def test_every_supported_one_is_found_on_the_path_and_of_pyenv(tmp_path, monkeypatch):
    on_path = script(tmp_path / "bin" / "python3.12", "echo 3.12.9")
    script(tmp_path / "bin" / "python3.13", "exit 127")
    of_pyenv = [
        script(tmp_path / "pyenv" / "versions" / version / "bin" / "python", f"echo {version}")
        for version in ("3.10.13", "3.12.9", "3.13.0", "3.14.0")
    ]
    own = script(tmp_path / "python3", "echo 3.11.2")
    monkeypatch.setenv("PATH", str(on_path.parent))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(pythons, "SYSTEMS", str(own))
    assert pythons.installed() == {
        "3.12.9": str(on_path),
        "3.13.0": str(of_pyenv[2]),
        "3.11.2": str(own),
    }


@pytest.mark.parametrize(
    ("passed", "status", "said"),
    [
        ({"3.11.2": True, "3.13.0": True}, 0, ["3.11.2: passed", "3.12: not installed"]),
        ({"3.11.2": True, "3.11.7": False}, 1, ["3.11.2: passed", "3.11.7: failed"]),
        ({"3.12.1": True}, 0, ["3.12.1: passed", "3.11: not installed", "Only one"]),
        ({}, 1, ["3.11: not installed", "3.12: not installed", "3.13: not installed"]),
    ],
)
def test_what_became_of_each_is_said(passed, status, said, monkeypatch, capsys):
    monkeypatch.setattr(pythons, "installed", lambda: dict.fromkeys(passed, "python"))
    monkeypatch.setattr(pythons, "passes", lambda version, _path, _targets: passed[version])
    assert pythons.main(["sqlite"]) == status
    out = capsys.readouterr().out
    assert all(words in out for words in said)
    assert ("Only one" in out) == (len(passed) == 1)


@pytest.mark.parametrize("lacks", ["ensurepip", "sys.version_info"])
def test_a_python_that_will_not_do_is_told_in_words_that_say_what_to_install(tmp_path, lacks):
    lacking = script(
        tmp_path / "python",
        f'case "$*" in *"{lacks}"*) exit 1;; esac',
        f'exec {sys.executable} "$@"',
    )
    done = made(f"VENV={tmp_path}/venv", f"PYTHON={lacking}", f"{tmp_path}/venv/app.done")
    assert done.returncode
    assert f"{IN_WORDS}, with venv. On Debian: apt install python3 python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_an_environment_that_was_left_half_made_is_made_again(tmp_path):
    script(tmp_path / "venv" / "bin" / "python", "exit 1")
    done = made("--dry-run", f"VENV={tmp_path}/venv", "PYTHON=some-python", "lint")
    assert f"some-python -m venv {tmp_path}/venv" in done.stdout
