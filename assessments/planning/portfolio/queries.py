"""A unit's plan as values: what it wishes, what steps cost, what was decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.schema import Framework
from assessments.planning.models import Mark, Plan, UseCase
from orgs.models import Member, Unit

from .level_closure import CapabilityStep, top_levels
from .level_queries import StartingLevels, starting_levels
from .unlock import Portfolio, Unlocking, Wish, default_efforts

NOT_FUNDED = Fraction(0)


@dataclass(frozen=True)
class PlanningBasis:
    """All that the pages of a unit's plan rest on."""

    unit: Unit
    standing: StartingLevels
    plan: Plan
    use_cases: tuple[UseCase, ...]

    @property
    def framework(self) -> Framework:
        """The framework of the result, or the newest where there is none."""
        return self.standing.framework

    @cached_property
    def efforts(self) -> Mapping[CapabilityStep, Fraction]:
        """The person-weeks of every step, the plan's where it edited one."""
        efforts = default_efforts(self.framework)
        for written, number in self.plan.efforts.items():
            if (step := parse_step(written)) in efforts:
                efforts[step] = Fraction(str(number))
        return efforts

    @cached_property
    def marks(self) -> Mapping[CapabilityStep, Mark]:
        """What was decided about steps that the framework has."""
        marks = {parse_step(written): Mark(mark) for written, mark in self.plan.marks.items()}
        return {step: mark for step, mark in marks.items() if step in self.efforts}

    @cached_property
    def every(self) -> Portfolio:
        """All use cases, whatever was decided about steps."""
        return Portfolio(
            framework=self.framework,
            start=self.standing.levels,
            wishes=tuple(self._wish(row) for row in self.use_cases),
            efforts=self.efforts,
        )

    @cached_property
    def portfolio(self) -> Portfolio:
        """The use cases that need no excluded step; funded steps cost nothing more."""
        excluded = self._marked(Mark.EXCLUDED)
        kept = [row.wish for row in self.every.unlockings if not excluded & set(row.steps)]
        funded = dict.fromkeys(self._marked(Mark.FUNDED), NOT_FUNDED)
        return replace(self.every, wishes=tuple(kept), efforts={**self.efforts, **funded})

    @property
    def left_out(self) -> tuple[Unlocking, ...]:
        """The use cases that an excluded step keeps from ever opening."""
        kept = {wish.key for wish in self.portfolio.wishes}
        return tuple(row for row in self.every.unlockings if row.wish.key not in kept)

    @property
    def pinned(self) -> frozenset[CapabilityStep]:
        """The steps that come first."""
        return self._marked(Mark.PINNED)

    @property
    def own_order(self) -> tuple[CapabilityStep, ...]:
        """The unit's own order, as it was put."""
        return tuple(parse_step(written) for written in self.plan.own_order)

    def _marked(self, mark: Mark) -> frozenset[CapabilityStep]:
        return frozenset(step for step, given in self.marks.items() if given == mark)

    def _wish(self, row: UseCase) -> Wish:
        tops = top_levels(self.framework)
        requires = {
            key: min(level, tops[key]) for key, level in row.requires.items() if key in tops
        }
        return Wish(str(row.pk), requires, Fraction(row.value), row.name)


def planning_basis(member: Member, unit: Unit) -> PlanningBasis | None:
    """Return what a unit's plan rests on, in six statements; None without a framework."""
    stands = starting_levels(member, unit)
    if stands is None:
        return None
    plan = Plan.objects.filter(unit=unit).first() or Plan(unit=unit)
    use_cases = UseCase.objects.filter(unit=unit).order_by("-value", "name", "pk")
    return PlanningBasis(unit, stands, plan, tuple(use_cases))


def parse_step(written: str) -> CapabilityStep:
    """Return the step that a text like RUN@2 names; level 0 where it names none."""
    capability, _at, level = written.partition("@")
    return CapabilityStep(capability, int(level) if level.isdecimal() else 0)


def step_text(step: CapabilityStep) -> str:
    """Return the step as a text like RUN@2."""
    return f"{step.capability}@{step.level}"
