"""Takes the picture of the page that the README shows.

usage: python scripts/picture.py      (needs Chromium; run it when the page looks different)
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from us_cuba_2026.exports import export

FILE = Path(__file__).parents[1] / "web" / "page.png"


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        export(folder, ["html"])
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1120, "height": 660}, color_scheme="light")
        page.goto(f"{(Path(folder) / 'explorer.html').as_uri()}#timeline")
        page.get_by_role("heading", name="Timeline", level=1).wait_for()
        page.screenshot(path=FILE)
        browser.close()
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
