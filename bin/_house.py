"""Prints the figures of the layout of a checkout (this one without an argument)."""  # noqa: INP001

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.house import dead, rules  # noqa: E402 - found through the line above
from tests.house.source import Checkout  # noqa: E402


def figures(checkout: Checkout) -> dict[str, str]:
    """Return each figure in words, by what it is."""
    folder, most = max(rules.files_by_folder(checkout).items(), key=lambda row: row[1])
    homes = rules.class_homes(checkout)
    shared = [places for places in homes.values() if len(places) > 1]
    classes, several = sum(map(len, homes.values())), sum(map(len, shared))
    return {
        "largest folder": f"{most} files ({folder})",
        "classes whose name has several homes": (
            f"{100 * several / classes:.1f} % ({several} of {classes}, {len(shared)} names)"
        ),
        "modules": str(sum(rules.files_by_folder(checkout).values())),
        "folders over their limit": str(len(rules.full_folders(checkout))),
        "modules that are no noun": str(len(rules.module_names(checkout))),
        "names that sound like another subject": str(len(rules.shared_stems(checkout))),
        "folders of templates out of place": str(len(rules.stray_templates(checkout))),
        "template lines over 160 characters": str(len(rules.long_template_lines(checkout))),
        "comparisons with a numeral in templates": str(len(rules.compared_numerals(checkout))),
        "what shows or counts and asks the database": str(len(rules.impure_modules(checkout))),
        "functions over 40 lines": str(len(rules.long_functions(checkout))),
        "files over 300 lines": str(len(rules.long_files(checkout))),
        "public names that nothing uses": str(len(dead.unused_names(checkout))),
    }


def main(words: list[str]) -> int:
    """Print the figures of the checkout that is named."""
    root = Path(words[0]) if words else PROJECT
    for what, figure in figures(Checkout(root.resolve())).items():
        sys.stdout.write(f"{what:45}{figure}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
