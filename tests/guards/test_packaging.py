"""What pyproject.toml declares is there: dependencies, packages, the command `parallax`."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from .test_rooms import APPS, ROOT

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
APP = "requirements/app.in"


def run(code: str, folder: Path, path: Path) -> str:
    """What this code prints when it is run from a folder, with another to import from."""
    environment = os.environ | {"PYTHONPATH": str(path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", code, "help", "--commands"]
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_dependencies_are_those_of_the_requirements():
    assert DECLARED["project"]["dynamic"] == ["dependencies"], f"List dependencies in {APP} alone."
    assert DECLARED["tool"]["hatch"]["metadata"]["hooks"]["requirements_txt"]["files"] == [APP]
    watched = {each["file"] for each in DECLARED["tool"]["uv"]["cache-keys"]}
    assert watched == {"pyproject.toml", APP}


@pytest.mark.parametrize("line", (ROOT / APP).read_text("utf-8").splitlines())
def test_each_requirement_says_what_it_is_and_why(line):
    what, _hash, why = line.partition("# ")
    assert why, f"Say in {APP} what {what} is for."
    assert not what or Requirement(what).specifier, f"Say in {APP} which versions of {what} do."


def test_a_wheel_holds_every_app_and_what_they_need():
    packaged = set(DECLARED["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    needed = {"config", *APPS, "manage.py", "static", "templates"}
    assert packaged == needed, (
        "Mend `only-include` of [tool.hatch.build.targets.wheel] in pyproject.toml: "
        f"lacks {sorted(needed - packaged)}, need not have {sorted(packaged - needed)}."
    )


def test_the_command_is_that_of_manage_py(tmp_path):
    module, _colon, function = DECLARED["project"]["scripts"]["parallax"].partition(":")
    commands = run(f"from {module} import {function}; {function}()", tmp_path, ROOT).split()
    assert {"migrate", "worker", "demonstration"} <= set(commands)


def test_without_the_code_beside_it_an_installation_lies_where_it_is_started(tmp_path):
    code, instance = tmp_path / "site-packages", tmp_path / "instance"
    shutil.copytree(ROOT / "config", code / "config")
    instance.mkdir()
    (instance / ".env").write_text("DEMONSTRATION=True")
    told = "from config.environment import *; print(BASE_DIR, VAR_DIR)"
    assert run(told, instance, code).split() == [str(code), str(instance / "var")]
    assert run(told, instance, ROOT).split() == [str(ROOT), str(ROOT / "var")]
