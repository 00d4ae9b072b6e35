"""Write a backup of the production database (the stand-in platform answers for this script)."""

import subprocess

subprocess.run(["pg_dump", "--format=custom", "--file=backup.dump"], check=True)
