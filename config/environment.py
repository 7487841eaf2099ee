"""Where settings come from: the environment, and a file `.env` beside the code."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG: bool = env.bool("DEBUG", default=False)
DEMONSTRATION: bool = env.bool("DEMONSTRATION", default=False)
LOCAL = DEBUG or DEMONSTRATION
"""Whether this is for one machine alone: what production insists on is let go."""
