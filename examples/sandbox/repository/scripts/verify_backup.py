"""Restore the latest backup into a scratch database (the stand-in platform answers for this script)."""

import subprocess

subprocess.run(["pg_restore", "--list", "backup.dump"], check=True)
