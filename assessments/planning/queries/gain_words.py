"""The worth of faster coding in words: what its numbers mean, where their defaults come from."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DORA = _("default of DORA's calculator")
NOBODY = _("nobody has published it; 0 leaves it out")

NAMES: Mapping[str, Promise] = {
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
UNITS: Mapping[str, Promise | str] = {
    "quality": "%",
    "velocity": "%",
    "staff": _("people"),
    "salary": _("money"),
    "drop": "%",
    "dip": _("months"),
    "deployments": "",
    "failing_before": "%",
    "failing_after": "%",
    "recovery": _("hours"),
    "hourly": _("money"),
}
SOURCES: Mapping[str, Promise] = {
    "quality": _("full quality is what the reported gain presumes; optimistic"),
    "velocity": _("EverOps: teams report 15 % and more"),
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
