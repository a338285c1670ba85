"""Order the steps to a set of use cases from a JSON document, without any database."""

from assessments.frameworks.management.document_command import DocumentCommand, built_in_frameworks
from assessments.planning.investment.json_command import answer_document


class Command(DocumentCommand):
    """Print the exact order of investment for one JSON document."""

    help = (
        "Reads one JSON document of levels, use cases, efforts and budgets, and prints the "
        "order of steps with the least cost of delay as JSON. A malformed document ends with "
        "status 2 and one line that names the place."
    )

    def answered(self, document: object) -> object:
        """Return the order."""
        return answer_document(document, built_in_frameworks())
