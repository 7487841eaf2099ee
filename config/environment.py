"""Where settings come from (the environment and a file `.env`), and where files are."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
INSTANCE_DIR = BASE_DIR if (BASE_DIR / "pyproject.toml").exists() else Path.cwd()
"""The folder of an installation: beside the code, or where a wheel is started."""
VAR_DIR = INSTANCE_DIR / "var"

env = environ.Env()
env.read_env(INSTANCE_DIR / ".env")

DEBUG: bool = env.bool("DEBUG", default=False)
DEMONSTRATION: bool = env.bool("DEMONSTRATION", default=False)
LOCAL = DEBUG or DEMONSTRATION
"""Whether this is for one machine only, which relaxes what production insists on."""
