"""How long reading and checking a large plan takes, as a multiple of draining libyaml's event parser over its text.

The plan is generated: ten roadmaps with 3 000 actions and 150 000 values. Each round drains, loads and checks once, in
turn, so that all meet the same machine; the figures are medians over the rounds.

    python benchmarks/load.py            the ratios
    python benchmarks/load.py --profile  and where the time of one load goes
"""

import argparse
import cProfile
import gc
import json
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migplan.host import Host
    from migplan.model import Plan

ROADMAPS = 10
ACTIONS = 300
LIMIT = 3.0
"""Most times the draining that load and check together may take."""

PLAN = """\
migplan: 1
title: {fr: Plan de mesure, ar: خطة القياس}
languages: [fr, ar]
currency: EUR
period: 2022 – 2027
as_of: 2025-09-30
corrections:
  id: measured
  levels:
    - {id: district, title: district, rank: 1, competences: [{id: social, title: social, mode: own}]}
  modes:
    - {id: own, title: propre}
  territories:
TERRITORIES
  groups:
    - {id: women, title: femmes}
  frameworks:
    - {id: SDG, title: ODD, objectives: [{id: SDG-10.7, title: Migrations}]}
sources:
  - {id: census, title: Recensement, date: 2024-09-01}
stakeholders:
STAKEHOLDERS
"""

ROADMAP = """\
roadmaps:
  - id: r{number}
    territory: T{number}
    period: 2022 – 2027
    needs:
      - {{id: N1, title: Être reçu}}
    objectives:
      - {{id: O1, title: Accueillir, answers: [N1], indicators: [I1], frameworks: [SDG-10.7]}}
    indicators:
      - id: I1
        title: Personnes reçues
        unit: personnes
        baseline: {{date: 2022-01-01, value: 10, source: census}}
        targets: [{{date: 2027-12-31, value: 100}}]
    actions:
"""

ACTION = """\
      - id: A{number}
        title: {{fr: Ouvrir le bureau d'accueil numéro {number}, ar: فتح مكتب الاستقبال رقم {number}}}
        objective: O1
        kind: service
        description: {{fr: "Un bureau reçoit, informe et oriente les personnes, dans leur langue.", ar: يستقبل المكتب الأشخاص ويوجههم}}
        lead: s{lead}
        roles: {{s1: R, s2: C, s3: I}}
        territories: [T{roadmap}]
        beneficiaries:
          - {{group: women, sex: women, count: 120}}
        competence: social
        start: 2022-09-01
        end: 2027-06-30
        milestones:
          - {{id: M1, title: Ouverture, date: 2022-12-01, is_reached: yes}}
          - {{id: M2, title: Bilan, date: 2027-05-31}}
        budget:
          - {{item: Agent d'accueil, unit: mois, quantity: 12, unit_cost: 8000, year: 2023}}
          - {{item: Loyer, unit: mois, quantity: 12, unit_cost: 2500.50, year: 2023}}
        funding:
          - {{funder: s4, source: partner, amount: 60000, state: secured, year: 2023}}
          - {{funder: s5, source: own, amount: 66006, state: requested, year: 2023}}
        status: running
        progress: 40
        indicators: [I1]
        frameworks: [SDG-10.7]
        effort: 2
        impact: 4
"""


def write_plan(folder: Path) -> list[Path]:
    """Write the generated plan and list its files."""
    territories = "\n".join(f"    - {{id: T{n}, title: Territoire {n}, level: district}}" for n in range(ROADMAPS))
    stakeholders = "\n".join(f"  - {{id: s{n}, title: Service {n}, level: district}}" for n in range(40))
    texts = {"plan.yaml": PLAN.replace("TERRITORIES", territories).replace("STAKEHOLDERS", stakeholders)}
    for number in range(ROADMAPS):
        actions = (ACTION.format(number=n, lead=n % 40, roadmap=number) for n in range(ACTIONS))
        texts[f"roadmap-{number}.yaml"] = ROADMAP.format(number=number) + "".join(actions)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def values_in(data: object) -> int:
    """Count the single values of plain data."""
    if isinstance(data, dict):
        return sum(values_in(value) for value in data.values())
    if isinstance(data, list):
        return sum(values_in(value) for value in data)
    return 1


def drain(texts: list[str]) -> int:
    """Take every event of the texts from libyaml's parser, as PyYAML hands them over."""
    from yaml._yaml import CParser

    events = 0
    for text in texts:
        parser = CParser(text)
        while parser.check_event():
            parser.get_event()
            events += 1
    return events


def timed(step: Callable[[], object]) -> float:
    """Measure one step in seconds, the collector's debts of earlier steps paid beforehand."""
    gc.collect()
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def _load_into(plans: "list[Plan]", folder: Path, host: "Host") -> None:
    from migplan.pipeline import load

    plans.append(load(folder, host=host))


def rounds(folder: Path, texts: list[str], count: int) -> Iterator[tuple[float, float, float]]:
    """Measure draining, loading, and checking what was loaded."""
    from migplan.host import Host
    from migplan.pipeline import check

    host = Host.installed()
    for _ in range(count):
        drained = timed(lambda: drain(texts))
        plans: list[Plan] = []
        loaded = timed(partial(_load_into, plans, folder, host))
        checked = timed(partial(check, plans[0], host=host))
        yield drained, loaded, checked


def main() -> int:
    """Print the ratios; exit with 1 when they pass the limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_plan(folder)
        texts = [path.read_text(encoding="utf-8") for path in files]
        from migplan.readers import read_path

        values = values_in(read_path(folder).data)
        measured = list(rounds(folder, texts, options.rounds))
        figures = {
            "values": values,
            "actions": ROADMAPS * ACTIONS,
            "drain_seconds": statistics.median(drained for drained, _, _ in measured),
            "load": statistics.median(loaded / drained for drained, loaded, _ in measured),
            "check": statistics.median(checked / drained for drained, _, checked in measured),
            "both": statistics.median((loaded + checked) / drained for drained, loaded, checked in measured),
            "limit": LIMIT,
        }
        if options.json:
            print(json.dumps(figures))
        else:
            print(f"{values} values, {ROADMAPS * ACTIONS} actions, {sum(map(len, texts))} characters")
            print(
                f"load {figures['load']:.2f} × draining, check {figures['check']:.2f} ×, both {figures['both']:.2f} ×"
            )
            print(f"limit {LIMIT} ×")
        if options.profile:
            from migplan.pipeline import load

            profile = cProfile.Profile()
            profile.runcall(load, folder)
            pstats.Stats(profile).sort_stats("tottime").print_stats(15)
    return 0 if float(figures["both"]) <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
