"""Hypothesis strategies for whole plans, made from the types of the model: every class, every script, every trap.

References name things of the same plan, packs included, and nothing goes round in circles, so that such a plan reads
without a problem: it is in the normal form that reading gives (texts cleaned, things in natural order of their id).
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from migplan.cleaning import clean
from migplan.model import Money, Pack, Period, Plan, Roadmap, Text, natural_key
from migplan.model.constraints import Key, Pattern, Range, Ref, Required, Shape, is_enum, shapes
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


def _decimals(low: Decimal | None, high: Decimal | None) -> st.SearchStrategy[Decimal]:
    bounds = {
        "min_value": Decimal(-(10**12)) if low is None else low,
        "max_value": Decimal(10**12) if high is None else high,
    }
    return st.integers(0, 4).flatmap(lambda places: st.decimals(places=places, **bounds))


def _periods() -> st.SearchStrategy[Period]:
    return st.tuples(st.dates(), st.dates()).map(lambda days: Period(min(days), max(days)))


def _moneys() -> st.SearchStrategy[Money]:
    return st.builds(Money, _decimals(None, None), st.sampled_from([None, None, "EUR", "MAD", "TND"]))


@cache
def _plain(item: Any, low: Decimal | None, high: Decimal | None) -> st.SearchStrategy[Any]:
    if is_enum(item):
        return st.sampled_from(list(item))
    if item is int:
        least = -(10**6) if low is None else int(low)
        return st.integers(least, 10**6 if high is None else int(high))
    if item is Decimal:
        return _decimals(low, high)
    return {
        str: plain_texts(),
        bool: st.booleans(),
        date: st.dates(),
        time: st.times().map(lambda moment: moment.replace(microsecond=0)),
        Text: texts(),
        Money: _moneys(),
        Period: _periods(),
    }[item]


@cache
def _form(regex: str) -> st.SearchStrategy[str]:
    return st.from_regex(regex, fullmatch=True)


Pools = Mapping[str, Sequence[str]]
"""Ids that may be named, by kind."""


@attrs.define
class _Maker:
    """Draws things one by one, each with the ids that it may name."""

    draw: Any
    size: int
    """Most members of a collection."""
    pools: dict[str, list[str]] = attrs.field(factory=dict)

    def split(self, cls: Any) -> dict[str, list[str]]:
        """Draw the ids of the members of a thing's collections, each used once in it."""
        names = [name for name, shape in shapes(cls).items() if _is_keyed(shape)]
        drawn = self.draw(
            st.lists(st.tuples(st.sampled_from(names), ids()), max_size=self.size * 3, unique_by=lambda pair: pair[1])
            if names
            else st.just([])
        )
        shares: dict[str, list[str]] = {name: [] for name in names}
        for name, identifier in drawn:
            shares[name].append(identifier)
        return {name: sorted(share, key=natural_key) for name, share in shares.items()}

    def thing(self, cls: Any, identifier: str | None = None, shares: Mapping[str, list[str]] | None = None) -> Any:
        """Draw a thing: its required fields, and some of the others."""
        fields = shapes(cls)
        defaults = {item.name: item.default for item in attrs.fields(cls)}
        shares = self.split(cls) if shares is None else shares
        optional = [name for name in fields if defaults[name] is not attrs.NOTHING and name not in shares]
        chosen = self.draw(st.sets(st.sampled_from(optional), max_size=4)) if optional else set()
        values: dict[str, Any] = {}
        for name, shape in fields.items():
            if name == "id" and identifier is not None:
                values[name] = identifier
            elif name in shares:
                if members := self.members(shape.item, shares[name]):
                    values[name] = members
            elif name in chosen or defaults[name] is attrs.NOTHING:
                value = self.value(cls, name, shape, identifier)
                if value is not None:
                    values[name] = value
        return cls(**values)

    def members(self, cls: Any, names: Sequence[str]) -> tuple[Any, ...]:
        """Draw the members of a collection, one for each id, unless they would have to name what is not there."""
        return tuple(self.thing(cls, name) for name in names) if self.can(cls) else ()

    def can(self, cls: Any) -> bool:
        """Say whether what a thing must name exists."""
        defaults = {item.name: item.default for item in attrs.fields(cls)}
        return all(
            bool(self.pools.get(ref.kind))
            for name, shape in shapes(cls).items()
            if (ref := shape.mark(Ref)) and defaults[name] is attrs.NOTHING
        )

    def value(self, cls: Any, name: str, shape: Shape, identifier: str | None) -> Any:
        """Draw the value of a field; `None` when there is nothing to name."""
        if name == "axis" or shape.item is Pack:
            return None
        if attrs.has(shape.item) and shape.item not in (Text, Money, Period):
            if not self.can(shape.item):
                return None
            if not shape.many:
                return self.thing(shape.item)
            return tuple(self.thing(shape.item) for _ in range(self.draw(st.integers(0, self.size))))
        one = self._one(cls, name, shape, identifier)
        if one is None or not shape.many:
            return None if one is None else self.draw(one)
        least = 1 if shape.mark(Required) else 0
        return tuple(self.draw(st.lists(one, min_size=least, max_size=self.size + least)))

    def _one(self, cls: Any, name: str, shape: Shape, identifier: str | None) -> st.SearchStrategy[Any] | None:
        if ref := shape.mark(Ref):
            pool = self.pools.get(ref.kind, [])
            if cls in KINDS[ref.kind].classes and identifier in pool:
                pool = pool[: pool.index(identifier)]  # only what comes before: nothing goes round in circles
            return st.sampled_from(pool) if pool else None
        if shape.mark(Key):
            return ids()
        if pattern := shape.mark(Pattern):
            return _form(pattern.regex)
        bounds = shape.mark(Range) or Range()
        return _plain(shape.item, bounds.low, bounds.high)


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
def packs(draw: st.DrawFn, size: int = 2) -> Pack:
    """Packs that refer only to themselves, in normal form."""
    maker = _Maker(draw, size)
    shares = maker.split(Pack)
    maker.pools = {**_pooled(Home.PACK, shares), "source": shares["sources"]}
    pack: Pack = maker.thing(Pack, draw(ids()), shares)
    return pack


@st.composite
def plans(draw: st.DrawFn, size: int = 2) -> Plan:
    """Whole plans in the normal form that reading gives.

    `size` bounds most collections; one plan in a few repeats an action up to 300 times. The reference data is either
    the plan's own corrections or a pack that it names by its folder.
    """
    pack = draw(packs(size=size))
    maker = _Maker(draw, size)
    from_pack = {
        kind.name: [thing.id for thing in kind.found_in(pack)] for kind in KINDS.values() if kind.home is Home.PACK
    }
    shares = maker.split(Plan)
    maker.pools = {**from_pack, **_pooled(Home.PLAN, shares)}
    maker.pools["source"] = [*maker.pools["source"], *(source.id for source in pack.sources)]
    maker.pools["mode"] = [mode.id for mode in pack.modes]
    assignment = _assignment(maker)
    roadmaps = _roadmaps(maker, shares["roadmaps"])
    maker.pools["roadmap"] = [roadmap.id for roadmap in roadmaps]
    for kind in KINDS.values():
        if kind.home is Home.ROADMAP:
            maker.pools[kind.name] = [f"{home.id}/{thing.id}" for home in roadmaps for thing in kind.found_in(home)]
    plan: Plan = maker.thing(Plan, None, {name: ids_ for name, ids_ in shares.items() if name != "roadmaps"} | {"roadmaps": []})
    plan = attrs.evolve(plan, roadmaps=roadmaps, assignment=assignment, languages=plan.languages)
    if draw(st.booleans()):
        return attrs.evolve(plan, corrections=pack, reference=(), packs=())
    folder = draw(st.sampled_from(["./packs/local", "./réf", "packs/a b", "./Packs"]))
    return attrs.evolve(plan, corrections=None, reference=(folder,), packs=(pack,))


def _assignment(maker: _Maker) -> Any:
    from migplan.model import Assignment

    if not maker.draw(st.booleans()):
        return None
    shares = maker.split(Assignment)
    maker.pools |= _pooled(Home.ASSIGNMENT, shares)
    return maker.thing(Assignment, None, shares)


def _roadmaps(maker: _Maker, names: Sequence[str]) -> tuple[Roadmap, ...]:
    """Draw roadmaps; what they name of one another stays within each."""
    if not maker.can(Roadmap):
        return ()
    made = []
    for name in names:
        shares = maker.split(Roadmap)
        inside = _Maker(maker.draw, maker.size, {**maker.pools, **_pooled(Home.ROADMAP, shares)})
        inside.pools["event"] = []
        roadmap = inside.thing(Roadmap, name, shares)
        made.append(_grown(maker.draw, roadmap))
    return tuple(made)


def _grown(draw: Any, roadmap: Roadmap) -> Roadmap:
    """Sometimes repeat the last action many times under other ids."""
    copies = draw(st.sampled_from([0, 0, 0, 0, 0, 0, 0, 40, 300]))
    if not copies or not roadmap.actions:
        return roadmap
    last = attrs.evolve(roadmap.actions[-1], depends_on=())
    more = tuple(attrs.evolve(last, id=f"zz{number}") for number in range(copies))
    return attrs.evolve(roadmap, actions=(*roadmap.actions, *more))
