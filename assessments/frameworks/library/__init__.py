"""The framework documents that come with Groundwork, one JSON file each."""

from pathlib import Path

from assessments.frameworks.json_reader import parse_json


def built_in_documents() -> dict[str, object]:
    """Return the shipped documents by framework key, which is also the file's name."""
    files = sorted(Path(__file__).parent.glob("*.json"))
    return {file.stem: parse_json(file.read_text(encoding="utf-8")) for file in files}
