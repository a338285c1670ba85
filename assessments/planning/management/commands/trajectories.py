"""Compare the two trajectories for the assumptions of a JSON document, without any database."""

from assessments.frameworks.management.document_command import DocumentCommand
from assessments.planning.trajectories_document import answered


class Command(DocumentCommand):
    """Print every quantity of the economic model for one JSON document of assumptions."""

    help = (
        "Reads one JSON document with any of b, w, phi, F, rho, gamma, pi_S, pi_I, H and n (the "
        "rest is default) and prints every quantity of the model by its symbol as JSON; null where "
        "no finite number answers. A malformed document ends with status 2 and one line that names "
        "the place."
    )

    def answered(self, document: object) -> object:
        """Return the quantities."""
        return answered(document)
