"""A roadmap as its page shows it: waves of steps with days and owners, quarters, slips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.frameworks.schema import Framework
from assessments.planning.investment.capacity import is_usual_capacity
from assessments.planning.investment.schedule import ScheduledStep
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import PlanDecisions
from assessments.planning.portfolio.level_closure import CapabilityStep, step_text

from .dated_plan import Roadmap
from .owners import NOBODY, Owners, StepOwnerShown
from .slips import MissedStep, Slip
from .waves import Wave
from .wording import STATES, basis_text, day_text, expectation_text, weeks_text


@dataclass(frozen=True)
class StepRow:
    """One step with its days; `state` is how far it is after the newest round."""

    step: CapabilityStep
    name: str
    level_name: str
    effort: str
    scheduled: ScheduledStep
    starts: str
    stands: str
    opens: tuple[str, ...]
    owner: StepOwnerShown
    state: str

    @property
    def key(self) -> str:
        """The step as addresses and files write it."""
        return step_text(self.step)

    @property
    def state_text(self) -> str:
        """How far it is, in words."""
        return str(STATES[self.state])

    @property
    def takes_no_time(self) -> bool:
        """Whether it costs nothing."""
        return not self.scheduled.move.effort


@dataclass(frozen=True)
class WaveShown:
    """A wave with its steps, what it opens, and how long it takes."""

    wave: Wave
    title: str
    steps: tuple[StepRow, ...]
    opens: tuple[str, ...]
    effort: str
    starts: str
    stands: str
    lasts: str


@dataclass(frozen=True)
class QuarterRow:
    """A quarter: what it has, what is planned of it, and the value open at its end."""

    number: int
    starts_on: date
    capacity: str
    is_entered: bool
    work: str
    open_value: str
    done: tuple[str, ...]


@dataclass(frozen=True)
class SlipRow:
    """A round beside the plan."""

    slip: Slip
    day: str
    late: tuple[str, ...]
    unknown: tuple[str, ...]
    early: tuple[str, ...]
    behind: str

    @property
    def is_as_planned(self) -> bool:
        """Whether nothing is late and nothing unknown."""
        return not self.slip.missed


class RoadmapPage:
    """A roadmap in the words of its page."""

    def __init__(
        self,
        roadmap: Roadmap,
        framework: Framework,
        owners: Owners,
        *,
        decisions: PlanDecisions,
        today: date,
    ) -> None:
        self.roadmap, self.framework, self.owners = roadmap, framework, owners
        self.fixed_on, self.today = decisions.fixed_on, today
        self.has_own_capacity = not is_usual_capacity(decisions)

    @property
    def basis_text(self) -> str:
        """What the plan rests on."""
        return basis_text(self.roadmap, self.fixed_on)

    @property
    def expectation(self) -> str:
        """When all would stand after the newest round."""
        return expectation_text(self.roadmap)

    @property
    def starts(self) -> str:
        """The day on which the plan begins."""
        return day_text(self.roadmap.starts_on)

    @property
    def stands(self) -> str:
        """The day from which all of it is to stand."""
        return day_text(self.roadmap.stands_on)

    @property
    def is_dated(self) -> bool:
        """Whether anything is ever done."""
        return any(row.stands_on for row in self.roadmap.steps)

    @property
    def usual_capacity(self) -> str:
        """The person-weeks of a quarter for which nothing else was entered."""
        return number_text(self.roadmap.capacities.usual)

    @property
    def total_effort(self) -> str:
        """The person-weeks of all steps."""
        return number_text(self.roadmap.effort)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the use cases by key."""
        return {wish.key: wish.name for wish in self.roadmap.plan.portfolio.wishes}

    @property
    def open_at_first(self) -> tuple[str, ...]:
        """The use cases that can start before anything is done."""
        return self._named(self.roadmap.open_at_first)

    @cached_property
    def waves(self) -> list[WaveShown]:
        """The waves, the foundation first."""
        return [self._wave(wave) for wave in self.roadmap.waves]

    @property
    def foundation(self) -> WaveShown | None:
        """The first wave; None where there is nothing to do."""
        return self.waves[0] if self.waves else None

    @cached_property
    def steps(self) -> list[StepRow]:
        """All steps in their order."""
        return [step for wave in self.waves for step in wave.steps]

    @property
    def without_owner(self) -> list[StepRow]:
        """The steps that cost something, are left to do, and that nobody sees to."""
        return [
            row
            for row in self.steps
            if not row.owner.name and not row.takes_no_time and row.state != "stands"
        ]

    @cached_property
    def quarters(self) -> list[QuarterRow]:
        """The quarters until all is done."""
        return [
            QuarterRow(
                number=row.number,
                starts_on=row.starts_on,
                capacity=number_text(row.capacity),
                is_entered=row.number in self.roadmap.capacities.entered,
                work=number_text(row.work),
                open_value=number_text(row.open_value),
                done=tuple(self._step_name(move.step) for move in row.moves),
            )
            for row in self.roadmap.quarters
        ]

    @cached_property
    def slips(self) -> list[SlipRow]:
        """The rounds since the plan began, the newest first."""
        return [self._slip(row) for row in reversed(self.roadmap.slips)]

    def _wave(self, wave: Wave) -> WaveShown:
        days = (wave.stands_on - wave.starts_on).days if wave.stands_on and wave.starts_on else None
        return WaveShown(
            wave=wave,
            title=_("Foundation") if wave.is_foundation else _("Wave %s") % wave.number,
            steps=tuple(self._step(row) for row in wave.steps),
            opens=self._named(wave.opens),
            effort=number_text(wave.effort),
            starts=day_text(wave.starts_on),
            stands=day_text(wave.stands_on),
            lasts="" if days is None else weeks_text(days),
        )

    def _step(self, row: ScheduledStep) -> StepRow:
        step = row.move.step
        capability = self.framework.capability(step.capability)
        return StepRow(
            step=step,
            name=self._step_name(step),
            level_name=capability.levels[step.level].name,
            effort=number_text(row.move.effort),
            scheduled=row,
            starts=day_text(row.starts_on),
            stands=day_text(row.stands_on),
            opens=self._named(row.move.opens),
            owner=self.owners.get(step, NOBODY),
            state=self._state(row),
        )

    def _state(self, row: ScheduledStep) -> str:
        newest, step = self.roadmap.newest, row.move.step
        if newest and newest.at.has(step):
            return "stands"
        missed = {miss.step: miss for miss in newest.missed} if newest else {}
        if step in missed:
            return "unknown" if missed[step].is_unknown else "late"
        if row.stands_on and row.stands_on <= self.today:
            return "due"
        return "planned" if row.move.effort else "free"

    def _slip(self, row: Slip) -> SlipRow:
        return SlipRow(
            slip=row,
            day=day_text(row.at.day),
            late=tuple(map(self._missed, row.late)),
            unknown=tuple(map(self._missed, row.unknown)),
            early=tuple(map(self._step_name, row.early)),
            behind=number_text(row.behind),
        )

    def _missed(self, row: MissedStep) -> str:
        name = self._step_name(row.step)
        if row.planned_on is None:
            return _("%s (it stood when the plan began)") % name
        return _("%(step)s (planned by %(day)s)") % {
            "step": name,
            "day": day_text(row.planned_on),
        }

    def _step_name(self, step: CapabilityStep) -> str:
        capability = self.framework.capabilities_by_key.get(step.capability)
        return f"{capability.name if capability else step.capability} → {step.level}"

    def _named(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.names[key] for key in keys)
