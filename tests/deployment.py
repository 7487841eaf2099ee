"""Checks what a deployment relies on: migrations are complete, production settings are sound."""

import os
import secrets
import subprocess
import sys
import tempfile

PRODUCTION = {
    "DEBUG": "False",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "parallax.example.org",
    "SITE_URL": "https://parallax.example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
    "DATABASE_URL": "sqlite:///var/deployment.sqlite3",
}


def main() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in PRODUCTION} | PRODUCTION
    with tempfile.TemporaryDirectory() as keys:
        for command in (
            ["makemigrations", "--check", "--dry-run"],
            ["check", "--deploy", "--fail-level", "WARNING"],
        ):
            there = environment | {"KEYS_DIR": keys}
            subprocess.run([sys.executable, "manage.py", *command], check=True, env=there)


if __name__ == "__main__":
    main()
