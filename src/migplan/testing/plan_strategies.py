"""Hypothesis strategies for whole plans, made from the types of the model: every class, every script, every trap.

References name things of the same plan, packs included, and nothing goes round in circles, so that such a plan reads
without a problem: it is in the normal form that reading gives (texts cleaned, things in natural order of their id).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import attrs
from hypothesis import strategies as st

from migplan.cleaning import clean
from migplan.model import Assignment, Money, Pack, Period, Plan, Roadmap, Text, natural_key
from migplan.model.constraints import Key, Pattern, Range, Ref, Required, Shape, is_enum, shapes
from migplan.records.describing import VALUES, records
from migplan.records.kinds import KINDS, Home

LANGUAGES = ("fr", "ar", "en", "ar-MA", "zgh-Tfng-MA", "he", "zh-Hant-TW")

TRAPS = (
    "=1+1", "==1", "=", "{=1}", "+1", "-1", "@SUM(1)", "＝1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "#N/A",
    "http://x", "mailto:a@b", "file:///etc/passwd", "\\\\host\\share", "javascript:alert(1)", "_x0041_", "R&D", "001",
    "1e5", "true", "no", "null", "~", "2025-01-01", "12:30", "</w:t>", "{{7*7}}", "{0.__class__}", "a\tb", "a\nb",
    "a\n\n  b", "- a", "a: b", "a #b", "# a", "'a'", '"a"', "[a]", "{a: b}", "*a", "&a", "!a", "%a", "?", ":", "-",
    "---", "...", "|", ">", "<<", "é", "e\u0301\u0323", "عمل", "عَمَلٌ", "شلوم \u200fA1.2\u200e", "שלום", "ⴰⵎⴰⵣⵉⵖ", "漢字", "हिन्दी",
    "👩🏽\u200d💻", "🇲🇦", "\u200d", "a\u00a0b", "a\u200bb", "a\u200cb", "\ufeffa", "a" * 300, "الاستراتيجية" * 20,
    "a\ufffdb", "x" * 2_000, "\U0010fffd", "a\u0007b".replace("\u0007", ""), "1,5", "١٢", "a, b", "it's \\ \"quoted\"",
)  # fmt: skip
"""Texts that have broken a program somewhere: formulas, YAML, XML, scripts, marks, long words."""


def _normal(text: str) -> str:
    return clean(text).strip()


@cache
def plain_texts() -> st.SearchStrategy[str]:
    """Texts as a plan may hold them: cleaned, stripped, never empty."""
    anything = st.text(max_size=40)
    words = st.text("abé ح\u0301\n'\":#-{}[],&*!|>%@`\u200f\u00a0😀ⵣ漢", min_size=1, max_size=30)
    texts = st.one_of(st.sampled_from(TRAPS), words, anything, st.sampled_from(["Accueil", "Budget", "قرية"]))
    return texts.map(_normal).filter(bool)


@cache
def texts(languages: tuple[str, ...] = LANGUAGES) -> st.SearchStrategy[Text]:
    """Words in no language, in one, or in several."""
    one = plain_texts().map(Text.of)
    several = st.dictionaries(st.sampled_from(("", *languages)), plain_texts(), min_size=1, max_size=3).map(Text.of)
    return st.one_of(one, several)


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids of every allowed form, often alike."""
    common = st.sampled_from(["A1", "a1", "A10", "A2", "A1.2", "N-1", "CON", "x", "01", "1", "yes", "null"])
    return st.one_of(common, st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,8}[A-Za-z0-9])?", fullmatch=True))


@cache
def _forms() -> dict[str, st.SearchStrategy[list[str]]]:
    """Texts of each form that a field of the model asks for, by regular expression."""
    patterns = {
        pattern.regex
        for kind in records()
        for shape in shapes(kind.cls).values()
        if (pattern := shape.mark(Pattern)) is not None
    }
    return {
        regex: st.lists(st.from_regex(regex, fullmatch=True), min_size=1, max_size=4, unique=True)
        for regex in sorted(patterns)  # in one order, so that a failure can be drawn again
    }


@attrs.define
class _Palette:
    """The values that a plan is painted with, and how densely.

    Hypothesis draws (and shrinks) the values, the density and a seed; the seed decides where they go. Drawing every
    field by itself would make plans either tiny or slow.
    """

    random: Random
    texts: list[Text]
    strings: list[str]
    ids: list[str]
    forms: dict[str, list[str]]
    density: float
    """Share of optional fields that are filled, 0 to 1."""
    size: int
    """Most members of a collection."""

    def number(self, low: Decimal | None, high: Decimal | None) -> Decimal:
        """Give a number within bounds, often one of them."""
        least = Decimal(-(10**9)) if low is None else low
        most = Decimal(10**9) if high is None else high
        if self.random.random() < 0.2:
            return self.random.choice([least, most, max(least, Decimal(0)), max(least, Decimal("0.00"))])
        places = Decimal(10) ** -self.random.randrange(5)
        spread = self.random.choice([Decimal(10), Decimal(10_000), most - least])
        value = least + Decimal(self.random.random()) * min(spread, most - least)
        return min(most, max(least, value.quantize(places)))

    def day(self) -> date:
        """Give a day, mostly of our time."""
        if self.random.random() < 0.1:
            return self.random.choice([date.min, date.max, date(2024, 2, 29), date(1999, 12, 31)])
        return date(2020, 1, 1) + timedelta(days=self.random.randrange(4000))

    def money(self) -> Money:
        """Give an amount, mostly in the currency of the plan."""
        return Money(self.number(None, None), self.random.choice([None, None, None, "EUR", "TND"]))

    def plain(self, item: Any, low: Decimal | None, high: Decimal | None) -> Any:
        """Give a value of a class that needs nothing else."""
        if is_enum(item):
            return self.random.choice(list(item))
        if item is Decimal:
            return self.number(low, high)
        makers: dict[Any, Callable[[], Any]] = {
            str: lambda: self.random.choice(self.strings),
            int: lambda: int(self.number(low, high)),
            bool: lambda: self.random.random() < 0.5,
            date: self.day,
            time: lambda: time(self.random.randrange(24), self.random.randrange(60), self.random.choice([0, 0, 59])),
            Text: lambda: self.random.choice(self.texts),
            Money: self.money,
            Period: lambda: Period(*sorted([self.day(), self.day()])),
        }
        return makers[item]()


@attrs.define
class _Maker:
    """Makes things one by one, each with the ids that it may name."""

    palette: _Palette
    pools: dict[str, list[str]] = attrs.field(factory=dict)
    """Ids that may be named, by kind."""

    def count(self) -> int:
        """Say how many members a collection gets."""
        return self.palette.random.randint(1, self.palette.size) if self.palette.size and self.filled() else 0

    def filled(self) -> bool:
        """Decide whether something optional is there."""
        return self.palette.random.random() < self.palette.density

    def split(self, cls: Any) -> dict[str, list[str]]:
        """Give the ids of the members of a thing's collections, each used once in it, in natural order."""
        free = list(self.palette.ids)
        self.palette.random.shuffle(free)
        shares: dict[str, list[str]] = {}
        for name, shape in shapes(cls).items():
            if _is_keyed(shape):
                count = self.count()
                taken = [free.pop() if free else f"{name[:2]}.{number}" for number in range(count)]
                shares[name] = sorted(taken, key=natural_key)
        return shares

    def possible(self, cls: Any, shares: dict[str, list[str]]) -> dict[str, list[str]]:
        """Leave out the ids of members that could not name what they must."""
        return {name: share if self.can(shapes(cls)[name].item) else [] for name, share in shares.items()}

    def can(self, cls: Any) -> bool:
        """Say whether what a thing must name exists."""
        defaults = {item.name: item.default for item in attrs.fields(cls)}
        return all(
            bool(self.pools.get(ref.kind))
            for name, shape in shapes(cls).items()
            if (ref := shape.mark(Ref)) and defaults[name] is attrs.NOTHING
        )

    def thing(self, cls: Any, identifier: str | None = None, shares: Mapping[str, list[str]] | None = None) -> Any:
        """Make a thing: its required fields, and some of the others."""
        defaults = {item.name: item.default for item in attrs.fields(cls)}
        shares = self.possible(cls, self.split(cls)) if shares is None else shares
        values: dict[str, Any] = {}
        for name, shape in shapes(cls).items():
            if name == "id" and identifier is not None:
                values[name] = identifier
            elif name in shares:
                values[name] = tuple(self.thing(shape.item, one) for one in shares[name])
            elif defaults[name] is attrs.NOTHING or self.filled():
                value = self.value(cls, name, shape, identifier)
                if value is not None:
                    values[name] = value
        return cls(**values)

    def value(self, cls: Any, name: str, shape: Shape, identifier: str | None) -> Any:
        """Make the value of a field; `None` when there is nothing to name."""
        if name == "axis" or shape.item is Pack:  # an axis is one of the instrument beside it: put in by `_with_axes`
            return None
        least = 1 if shape.mark(Required) and shape.many else 0
        count = max(least, self.count()) if shape.many else 1
        if attrs.has(shape.item) and shape.item not in VALUES:
            made = tuple(self.thing(shape.item) for _ in range(count)) if self.can(shape.item) else ()
        else:
            made = tuple(one for _ in range(count) if (one := self.one(cls, shape, identifier)) is not None)
        if shape.many:
            return made
        return made[0] if made else None

    def one(self, cls: Any, shape: Shape, identifier: str | None) -> Any:
        """Make a single value."""
        choice = self.palette.random.choice
        if ref := shape.mark(Ref):
            pool = self.pools.get(ref.kind, [])
            if cls in KINDS[ref.kind].classes and identifier in pool:
                pool = pool[: pool.index(identifier)]  # only what comes before: nothing goes round in circles
            return choice(pool) if pool else None
        if shape.mark(Key):
            return choice(self.palette.ids)
        if pattern := shape.mark(Pattern):
            return choice(self.palette.forms[pattern.regex])
        bounds = shape.mark(Range) or Range()
        return self.palette.plain(shape.item, bounds.low, bounds.high)


def _is_keyed(shape: Shape) -> bool:
    return shape.many and attrs.has(shape.item) and "id" in shapes(shape.item)


def _pooled(home: Home, shares: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Give the ids of each kind that lives directly in a home."""
    pools: dict[str, list[str]] = {}
    for kind in KINDS.values():
        if kind.home is home:
            pools[kind.name] = [name for path in kind.paths if len(path) == 1 for name in shares.get(path[0], [])]
    return pools


@st.composite
def _palettes(draw: st.DrawFn, size: int) -> _Palette:
    density, most, seed = draw(
        st.tuples(st.sampled_from(DENSITIES), st.sampled_from([*range(size + 1), size, size]), st.integers(0, 2**32))
    )
    return _Palette(
        random=Random(seed),
        texts=[*draw(st.lists(texts(), min_size=1, max_size=6)), *map(Text.of, draw(_some(TRAPS)))],
        strings=[*draw(st.lists(plain_texts(), min_size=1, max_size=4)), *draw(_some(TRAPS))],
        ids=draw(st.lists(ids(), min_size=1, max_size=12, unique=True)),
        forms={regex: draw(form) for regex, form in _forms().items()},
        density=density,
        size=most,
    )


DENSITIES = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)


def _some(values: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=6)


@st.composite
def packs(draw: st.DrawFn, size: int = 3) -> Pack:
    """Packs that refer only to themselves, in normal form."""
    return _pack(_Maker(draw(_palettes(size))))


def _pack(maker: _Maker) -> Pack:
    shares = maker.split(Pack)
    maker.pools = _pooled(Home.PACK, shares)
    shares = maker.possible(Pack, shares)
    maker.pools = {**_pooled(Home.PACK, shares), "source": shares["sources"]}
    pack: Pack = maker.thing(Pack, None, shares)
    return pack


FOLDERS = ("./packs/local", "./réf", "packs/a b", "./Packs")
"""Where a plan's own pack may stand."""


@st.composite
def plans(draw: st.DrawFn, size: int = 3) -> Plan:
    """Whole plans in the normal form that reading gives.

    `size` bounds collections; one plan in a few repeats an action up to 300 times. The reference data is either the
    plan's own corrections or a pack that it names by its folder.
    """
    maker = _Maker(draw(_palettes(size)))
    pack = _pack(maker)
    from_pack = {
        kind.name: [thing.id for thing in kind.found_in(pack)] for kind in KINDS.values() if kind.home is Home.PACK
    }
    maker.pools = dict(from_pack)
    shares = maker.possible(Plan, maker.split(Plan))
    maker.pools = {**from_pack, **_pooled(Home.PLAN, shares)}
    maker.pools["source"] = [*maker.pools["source"], *(source.id for source in pack.sources)]
    assignment = _assignment(maker) if maker.filled() else None
    roadmaps = _roadmaps(maker, shares["roadmaps"], draw(st.sampled_from([0, 0, 0, 0, 0, 0, 0, 40, 300])))
    for kind in KINDS.values():
        if kind.home is Home.ROADMAP:
            maker.pools[kind.name] = [f"{home.id}/{thing.id}" for home in roadmaps for thing in kind.found_in(home)]
    plan: Plan = maker.thing(Plan, None, {**shares, "roadmaps": []})
    plan = _with_axes(attrs.evolve(plan, roadmaps=roadmaps, assignment=assignment))
    if draw(st.booleans()):
        return attrs.evolve(plan, corrections=pack, reference=(), packs=())
    return attrs.evolve(plan, corrections=None, reference=(draw(st.sampled_from(FOLDERS)),), packs=(pack,))


def _with_axes(plan: Plan) -> Plan:
    """Enter what can be under the last axis of the instrument that it names."""
    axes = {instrument.id: instrument.axes[-1].id for instrument in plan.instruments if instrument.axes}

    def entered(members: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(attrs.evolve(one, axis=axes[one.instrument]) if one.instrument in axes else one for one in members)

    instruments = tuple(
        attrs.evolve(
            instrument,
            projects=tuple(attrs.evolve(project, axis=axes.get(instrument.id)) for project in instrument.projects),
        )
        for instrument in plan.instruments
    )
    roadmaps = tuple(
        attrs.evolve(roadmap, actions=entered(roadmap.actions), proposals=entered(roadmap.proposals))
        for roadmap in plan.roadmaps
    )
    return attrs.evolve(plan, instruments=instruments, roadmaps=roadmaps)


def _assignment(maker: _Maker) -> Assignment:
    shares = maker.split(Assignment)
    maker.pools |= _pooled(Home.ASSIGNMENT, shares)
    assignment: Assignment = maker.thing(Assignment, None, shares)
    return assignment


def _roadmaps(maker: _Maker, names: Sequence[str], copies: int) -> tuple[Roadmap, ...]:
    """Make roadmaps; what they name of one another stays within each. The last has one action many times."""
    made: list[Roadmap] = []
    for name in names:
        shares = maker.split(Roadmap)
        inside = _Maker(maker.palette, {**maker.pools, **_pooled(Home.ROADMAP, shares)})
        shares = inside.possible(Roadmap, shares)
        inside.pools |= _pooled(Home.ROADMAP, shares)
        made.append(inside.thing(Roadmap, name, shares))
    if copies and made and made[-1].actions:
        last = attrs.evolve(made[-1].actions[-1], depends_on=())
        more = tuple(attrs.evolve(last, id=f"zzz{number}") for number in range(copies))
        made[-1] = attrs.evolve(made[-1], actions=(*made[-1].actions, *more))
    return tuple(made)
