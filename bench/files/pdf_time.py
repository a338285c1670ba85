"""WeasyPrint alone, warm: renders a page for each line it reads and prints the CPU time it took."""

import sys
import time
from pathlib import Path

from reports.pdf.child import pdf


def main(page: str, fonts: str) -> None:
    """Render the page as often as asked."""
    html = Path(page).read_text("utf-8")
    for _ in sys.stdin:
        begun_at = time.process_time()
        pdf(html, Path(fonts))
        sys.stdout.write(f"{time.process_time() - begun_at}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
