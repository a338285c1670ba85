"""Compare the two trajectories for the assumptions of a JSON document, without any database."""

from assessments.frameworks.management.document_command import DocumentCommand, built_in_frameworks
from assessments.planning.economics.json_command import answer_document


class Command(DocumentCommand):
    """Print every quantity of the economic model for one JSON document of assumptions."""

    help = (
        "Reads one JSON document with any of b, w, phi, F, rho, gamma, pi_S, pi_I, H, n, mu_S and "
        "mu_I (the rest is default) and prints every quantity of the model by its symbol as JSON; "
        'null where no finite number answers. "mechanism" is "yield" (usual: pilots fail, by pi_S '
        'and pi_I) or "upkeep" (live systems eat capacity, by mu_S and mu_I). "own" (framework, '
        "claimed levels, and to, target, effort, capacity, days, projects where known) begins from "
        "one's own levels and records instead; what is given beside it wins, and pi_I is pi_S "
        "unless given. A malformed document ends with status 2 and one line that names the place."
    )

    def answered(self, document: object) -> object:
        """Return the quantities."""
        return answer_document(document, built_in_frameworks())
