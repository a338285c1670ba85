"""The answers to a condition, as they are chosen."""

from django.utils.translation import gettext_lazy

from assessments.frameworks.ladder import Answer

ANSWERS = [
    (Answer.YES.value, gettext_lazy("Yes")),
    (Answer.NO.value, gettext_lazy("No")),
    (Answer.DONT_KNOW.value, gettext_lazy("Don't know")),
]
