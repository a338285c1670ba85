"""The economics in words: what symbols mean, where defaults come from, what is claimed."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orgs.currencies import DOLLARS

from .own_economics import Origin
from .trajectories import Mechanism

ORIGINS: Mapping[Origin, Promise] = {
    Origin.MEASURED: _("measured"),
    Origin.FEW_DATA: _("measured, few data"),
    Origin.ASSUMED: _("assumed"),
    Origin.DEFAULT: _("default"),
}
NAMES: Mapping[str, Promise] = {
    "b": _("burn a month"),
    "w": _("capacity for one bespoke pilot"),
    "phi": _("plumbing's share of a pilot"),
    "F": _("length of the foundation"),
    "rho": _("plumbing that the foundation removes"),
    "gamma": _("consolidating a system, over its plumbing"),
    "pi_S": _("bespoke pilots that reach production"),
    "pi_I": _("pilots on the foundation that reach production"),
    "H": _("horizon"),
    "n": _("systems in the fixed scope"),
    "mu_S": _("capacity that each live bespoke system takes"),
    "mu_I": _("capacity that each live system on the foundation takes"),
}
LETTERS: Mapping[str, str] = {"phi": "φ", "rho": "ρ", "gamma": "γ", "pi": "π", "mu": "μ"}
MECHANISMS: Mapping[Mechanism, Promise] = {
    Mechanism.YIELD: _("some pilots never reach production"),
    Mechanism.UPKEEP: _("live systems eat capacity"),
}
NO_BURN = _("the sources' burn is in US dollars, and nothing is converted: enter your own")
UNITS: Mapping[str, Promise | str] = {
    "b": DOLLARS,
    "w": _("months"),
    "phi": "%",
    "F": _("months"),
    "rho": "%",
    "gamma": "×",
    "pi_S": "%",
    "pi_I": "%",
    "H": _("months"),
    "n": _("systems"),
    "mu_S": "%",
    "mu_I": "%",
}
SOURCES: Mapping[str, Promise] = {
    "b": _("Rebase's anecdote: $1.8M over 8 months"),
    "w": _("Rebase's anecdote: 8 months for 4 pilots"),
    "phi": _("Rebase: the first pilot takes twice as long"),
    "F": _("Rebase: eight weeks, on a bought platform"),
    "rho": _("fitted to Rebase's $1.4M; optimistic"),
    "gamma": _("fitted to Rebase's $1.2M"),
    "pi_S": _("fitted to Rebase's 3 systems; Gartner's 59% that do not get there would give 41%"),
    "pi_I": _("fitted to Rebase's 8 to 12 systems; optimistic"),
    "H": _("Rebase: the first year"),
    "n": _("Rebase's anecdote: 4 pilots"),
    "mu_S": _("fitted to Rebase's 3 systems, where every pilot reaches production"),
    "mu_I": _("nobody has published it; 0 gives 9.5 of Rebase's 8 to 12 systems; optimistic"),
}
CLAIMS: Mapping[str, tuple[Promise, Promise | str]] = {
    "more_systems": (
        _("More systems in production by the horizon, as long as the foundation takes less than"),
        _("months"),
    ),
    "in_time": (
        _("Ahead in production systems within the horizon, from month"),
        "",
    ),
    "cheaper": (
        _("Cheaper than building the fixed scope bespoke, as long as it takes less than"),
        _("months"),
    ),
    "cheaper_in_all": (
        _("Cheaper once later consolidation counts, as long as it takes less than"),
        _("months"),
    ),
    "enough_systems": (
        _("Pays without counting consolidation from more than"),
        _("systems"),
    ),
    "enough_plumbing": (
        _("As many pilots by the horizon where plumbing's share is above"),
        "%",
    ),
}


DORA = _("default of DORA's calculator")
NOBODY = _("nobody has published it; 0 leaves it out")

GAIN_NAMES: Mapping[str, Promise] = {
    "quality": _("quality of the platform"),
    "velocity": _("velocity gained on a platform of full quality"),
    "staff": _("people who code"),
    "salary": _("salary of each a year"),
    "drop": _("work lost while people learn"),
    "dip": _("months that this lasts"),
    "deployments": _("deployments a year"),
    "failing_before": _("changes that fail, before"),
    "failing_after": _("changes that fail, after"),
    "recovery": _("recovery from one failed change"),
    "hourly": _("cost of an hour of failure"),
}
GAIN_UNITS: Mapping[str, Promise | str] = {
    "quality": "%",
    "velocity": "%",
    "staff": _("people"),
    "salary": DOLLARS,
    "drop": "%",
    "dip": _("months"),
    "deployments": "",
    "failing_before": "%",
    "failing_after": "%",
    "recovery": _("hours"),
    "hourly": DOLLARS,
}
GAIN_SOURCES: Mapping[str, Promise] = {
    "quality": _("full quality is what the reported gain presumes; optimistic"),
    "velocity": _("EverOps: teams report 15% and more"),
    "staff": _("a burn of $225 000 a month at the salary below"),
    "salary": DORA,
    "drop": DORA,
    "dip": DORA,
    "deployments": NOBODY,
    "failing_before": DORA,
    "failing_after": DORA,
    "recovery": NOBODY,
    "hourly": NOBODY,
}
