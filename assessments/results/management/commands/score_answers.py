"""Score answers from a JSON document, without any database."""

from assessments.frameworks.management.document_command import DocumentCommand, built_in_frameworks
from assessments.results.scoring.json_command import answer_document


class Command(DocumentCommand):
    """Print the score of one JSON document of answers."""

    help = (
        "Reads one JSON document of answers and prints its score as JSON. "
        "A malformed document ends with status 2 and one line that names the place."
    )

    def answered(self, document: object) -> object:
        """Return the score."""
        return answer_document(document, built_in_frameworks())
