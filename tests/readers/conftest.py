"""A small sound plan with its own pack, as files, to write one fault at a time into."""

from pathlib import Path

import pytest

PLAN = """\
migplan: 1
title: {fr: Plan, ar: خطة}
languages: [fr, ar]
currency: EUR
period: 2022 – 2027
reference: [./packs/local]
sources:
  - {id: census, title: Recensement}
stakeholders:
  - {id: town, title: Conseil, level: district, territory: X-1, category: officials, is_council: yes}
  - {id: office, title: Service}
instruments:
  - {id: scheme, title: Programme, kind: programme, axes: [{id: AX1, title: Travail}]}
modules:
  - {id: MOD1, title: Les bases}
assignment:
  title: Mission
  team: [{id: expert, title: Experte}]
  tasks: [{id: T1, title: Enquête, days: 3}]
  budget: [{id: C1, item: Jours, task: T1, member: expert, unit_cost: 300}]
  spending: [{date: 2025-01-01, amount: 10.50 EUR, line: C1}]
events:
  - id: E1
    title: Atelier
    kind: training
    roadmap: north
    module: MOD1
    task: T1
    start: 2024-03-01
    needs: [N1]
    expected: [{category: officials, count: 12}]
    agenda: [{title: Accueil, start: 09:30, minutes: 15, facilitator: expert}]
roadmaps:
  - id: north
    territory: X-1
    findings:
      - {id: F1, title: Constat, theme: access, evidence: [{measure: people, value: 10, source: census}]}
    needs:
      - {id: N1, title: Être reçu, findings: [F1], groups: [women], event: E1}
    objectives:
      - {id: O1, title: Accueillir, answers: [N1], frameworks: [GOALS-1], indicators: [I1]}
    indicators:
      - {id: I1, title: Personnes reçues}
    risks:
      - {id: R1, title: Retard, likelihood: 3}
    adoption: {opinion: OP1}
    opinions:
      - {id: OP1, body: youth, question: Qu'en dites-vous ?}
    ballots:
      - {id: V1, title: Vote, scores: [{item: A1, criterion: reach, score: 4}]}
    actions:
      - id: A1
        title: Ouvrir un bureau
        objective: O1
        kind: service
        lead: town
        roles: {office: R}
        competence: welcome
        instrument: scheme
        axis: AX1
        period: 2022-09 – 2024-06
        budget:
          - {item: Agent, quantity: 12, unit_cost: 8000, year: 2023}
        progress: 40
        indicators: [I1]
        risks: [R1]
      - {id: A2, title: Former, depends_on: [A1]}
"""

PACK = """\
id: local
levels:
  - id: district
    title: district
    rank: 1
    competences: [{id: welcome, title: accueil, mode: own}]
    bodies: [{id: youth, title: jeunes}]
    instruments: [{id: programme, title: programme}]
modes: [{id: own, title: propre}]
kinds: [{id: urban, title: ville}]
territories:
  - {id: X-1, title: Nord, level: district, kind: urban}
categories: [{id: officials, title: agents}]
groups: [{id: women, title: femmes}]
themes: [{id: access, title: accès}]
measures: [{id: people, title: habitants}]
criteria: [{id: reach, title: portée, weight: 2}]
frameworks: [{id: GOALS, title: Buts, objectives: [{id: GOALS-1, title: Un}]}]
"""

FILES: dict[str, str | bytes] = {"plan.yaml": PLAN, "packs/local/pack.yaml": PACK}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder, as text or as bytes."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def write_files(tmp_path):
    """Give a function that writes files and gives their folder."""

    def written(files: dict[str, str | bytes], name: str = "plan") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return write(folder, files)

    return written


@pytest.fixture
def plan_files() -> dict[str, str | bytes]:
    """Give the files of the sound plan."""
    return dict(FILES)


@pytest.fixture
def read_changed(write_files):
    """Give a function that reads the sound plan with one passage replaced: plan and problems."""
    from migplan.readers import read_plan

    def read(old: str, new: str, file: str = "plan.yaml"):
        text = FILES[file]
        assert isinstance(text, str) and text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return read_plan(write_files({**FILES, file: text.replace(old, new)}), lambda name: None)

    return read
