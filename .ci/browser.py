"""Make sure the browser of the journeys is there: Debian's chromium, installed when we may."""

import os
import shutil
import subprocess
import sys


def main() -> int:
    """Return 0 when a chromium can be started, 1 with an explanation otherwise."""
    if shutil.which("chromium"):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    if shutil.which("chromium"):
        return 0
    sys.stderr.write(
        "Les parcours ont besoin de Chromium : « apt-get install chromium » (en administrateur), puis relancez.\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
