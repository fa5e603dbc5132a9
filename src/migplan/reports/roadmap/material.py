"""What the roadmap is made from: the plan's things and the analyses of them, each computed once."""

from collections.abc import Iterable
from functools import cached_property

from migplan.analysis.budget import Budget
from migplan.analysis.calendar import Calendar, calendar
from migplan.analysis.coverage import Coverage, coverage
from migplan.analysis.funding import Execution, FundingGap, execution, funding_gap
from migplan.analysis.load import RaciMatrix, StakeholderLoad, load, raci
from migplan.analysis.priorities import Priorities, priorities
from migplan.analysis.profile import Profile, profile
from migplan.analysis.progress import ActionProgress, IndicatorProgress, Progress, progress
from migplan.documents import Block, Table
from migplan.documents.tables import without_empty_columns
from migplan.hooks import BuildRequest
from migplan.model import Action, Event, Level, Objective, ObjectiveKind, Roadmap, Territory
from migplan.reports.voice import Voice, objective_colors


class Material:
    """One roadmap, one language, one day."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the roadmap that the request is about."""
        self.request = request
        self.plan = request.plan
        self.reference = request.reference
        self.voice = Voice(request)
        self.roadmap: Roadmap = self.reference.roadmaps[request.of or ""]
        self.day = request.date
        self.colors = objective_colors(self.roadmap)

    @cached_property
    def territory(self) -> Territory | None:
        """The territory whose roadmap this is."""
        return self.reference.territories.get(self.roadmap.territory)

    @property
    def territory_name(self) -> str:
        """Its name in the document's language."""
        return self.voice.territory(self.roadmap.territory)

    @cached_property
    def level(self) -> Level | None:
        """Its level."""
        return self.reference.level_of(self.roadmap.territory)

    @cached_property
    def parts(self) -> tuple[Territory, ...]:
        """The territories directly below it."""
        return self.reference.children.get(self.roadmap.territory, ())

    @cached_property
    def budget(self) -> Budget:
        """Costs and fundings."""
        return Budget.of(self.plan, self.roadmap, self.reference)

    @cached_property
    def gap(self) -> FundingGap:
        """What is not funded."""
        return funding_gap(self.plan, self.roadmap, figures=self.budget)

    @cached_property
    def execution(self) -> Execution:
        """What is committed and paid."""
        return execution(self.plan, self.roadmap, self.day, figures=self.budget)

    @cached_property
    def calendar(self) -> Calendar:
        """Actions in time."""
        return calendar(self.plan, self.roadmap, self.day)

    @cached_property
    def loads(self) -> tuple[StakeholderLoad, ...]:
        """What each stakeholder carries."""
        return load(self.plan, self.roadmap, self.budget)

    @cached_property
    def raci(self) -> RaciMatrix:
        """Who is responsible, accountable, consulted, informed."""
        return raci(self.plan, self.roadmap)

    @cached_property
    def progress(self) -> Progress:
        """How far indicators and actions are."""
        return progress(self.plan, self.roadmap, self.day)

    @cached_property
    def action_progress(self) -> dict[str, ActionProgress]:
        """Progress of actions by id."""
        return {one.action: one for one in self.progress.actions}

    @cached_property
    def indicator_progress(self) -> dict[str, IndicatorProgress]:
        """Progress of indicators by id."""
        return {one.indicator: one for one in self.progress.indicators}

    @cached_property
    def coverage(self) -> Coverage:
        """What answers what."""
        return coverage(self.plan, self.roadmap, self.reference)

    @cached_property
    def profile(self) -> Profile:
        """Figures of the territory and of those below it."""
        return profile(self.plan, self.roadmap, self.reference)

    @cached_property
    def ranking(self) -> Priorities | None:
        """Priorities of the last ballot that has scores, `None` without one."""
        for ballot in reversed(self.roadmap.ballots):
            if ballot.scores:
                return priorities(self.plan, self.roadmap, ballot, self.reference)
        return None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events of the roadmap and those that serve several, by date."""
        mine = [event for event in self.plan.events if event.roadmap in (None, self.roadmap.id)]
        return tuple(sorted(mine, key=lambda event: (event.start is None, str(event.start), event.id)))

    @cached_property
    def strategic(self) -> tuple[Objective, ...]:
        """The strategic objectives, in plan order; all objectives when none is marked so."""
        specific = tuple(one for one in self.roadmap.objectives if one.kind is ObjectiveKind.SPECIFIC)
        return specific or self.roadmap.objectives

    @cached_property
    def actions_by_objective(self) -> tuple[tuple[Objective | None, tuple[Action, ...]], ...]:
        """Actions below each objective that has some, in plan order; those without an objective last."""
        known = {objective.id: objective for objective in self.roadmap.objectives}
        places: dict[str | None, list[Action]] = {}
        for action in self.roadmap.actions:
            places.setdefault(action.objective if action.objective in known else None, []).append(action)
        found = [(known[name], tuple(places[name])) for name in known if name in places]
        rest = places.get(None, [])
        return (*found, *([(None, tuple(rest))] if rest else []))

    def color(self, objective: str | None) -> str:
        """Colour role of an objective."""
        return self.colors.get(objective or "", "primary")

    def lead(self, action: Action) -> str:
        """Short name of an action's lead, a dash when it has none."""
        return self.voice.stakeholder_name(action.lead) or "–"

    @property
    def title(self) -> str:
        """Title of the roadmap."""
        if self.roadmap.title is not None:
            return self.voice.plain(self.roadmap.title)
        return self.voice.say("title", territory=self.territory_name)

    @property
    def years(self) -> range:
        """Calendar years of the roadmap: its period, else its actions'."""
        if self.roadmap.period is not None:
            return self.roadmap.period.years
        calendar_ = self.calendar
        return range(calendar_.start.year, calendar_.end.year + 1) if calendar_.start and calendar_.end else range(0)


def present(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    """Keep the blocks that there are, tables without their empty columns; what a plan has nothing to say of is `None`."""
    return tuple(
        without_empty_columns(block) if isinstance(block, Table) else block for block in blocks if block is not None
    )
