"""A small project in another field than the shipped one: one goal, one question, no sentences."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "goals/lesing/strategy.yaml": """
strategy: lesing
title: {nb: Leseplanen, nn: Leseplanen, en: The reading plan}
adopted: 2020
horizon: 2030-12-31
owner: Skoleeieren
""",
    "goals/lesing/01-bok.yaml": """
theme: bok
number: 1
title: {nb: Bøker, nn: Bøker, en: Books}
about: {nb: Bøker i skolen.}
measures:
  bibliotek:
    label: {nb: Bibliotek, en: Library}
    says: {nb: har bibliotek, nn: har bibliotek, en: have a library}
    question: bibliotek
    counts: [ja]
    base: asked
goals:
  - id: bok-1
    number: 1
    text: {nb: Alle skoler har bibliotek}
    deadline: {deadline}
    coverage: full
    source: {source}
    section: "1"
    attainment: bibliotek
    judged_by: status
    target: 100 %
    published: {status: null, firmness: none, because: {nb: Planen sier ikke noe.}}
""",
    "fixtures/skoler2025/survey.yaml": """
survey: skoler2025
title: {nb: Skoleundersøkelsen, nn: Skoleundersøkinga, en: The school survey}
wave: 2025
reference_date: 2025-03-01
publisher: Skoleeieren
language: nb
respondents: {respondents}
frame: 60
synthetic: {synthetic}
unit:
  one: {nb: skole, nn: skule, en: school}
  many: {nb: skoler, nn: skular, en: schools}
  every: {nb: skolene, nn: skulane, en: the schools}
option_lists:
  nei_ja:
    - {id: nei, label: {nb: Nei}}
    - {id: ja, label: {nb: Ja}}
""",
    "fixtures/skoler2025/codebook/01-bok.yaml": """
theme: bok
number: 1
section: "1"
title: {nb: Bøker}
questions:
  - id: bibliotek
    number: 1
    kind: single
    label: {nb: Bibliotek}
    asks: {nb: Har skolen bibliotek?}
    options: nei_ja
""",
    "fixtures/skoler2025/printed/01-bok.yaml": """
theme: bok
section: "1"
tables:
  - question: bibliotek
    layout: frequency
    cells:
      - {answer: nei, count: {no}, percent: {percent_no}}
      - {answer: ja, count: {yes}, percent: {percent_yes}}
      - {answer: total, count: {respondents}, percent: 100.0}
""",
    "rules/lesing/status.yaml": """
tables:
  - decision: status
    asks: How far has the goal come?
    hit_policy: unique
    inputs:
      attainment: {unit: share, better: up}
    rows:
      - id: there
        when: {attainment: {at_least: 60 %}}
        status: green
        says: {nb: de fleste er i mål, nn: dei fleste er i mål, en: most are there}
      - id: behind
        when: {attainment: {below: 60 %}}
        status: red
    examples:
      - {name: most, given: {attainment: 60 %}, expect: {status: green, row: there}}
      - {name: few, given: {attainment: 10 %}, expect: {status: red, row: behind}}
""",
    "rules/lesing/themes.yaml": """
tables:
  - decision: theme-status
    asks: How does the theme stand?
    hit_policy: first
    inputs:
      goals_assessed: {unit: count}
      share_red: {unit: share, better: down}
    not_judged: {goals_assessed: {below: 1}}
    rows:
      - id: critical
        when: {goals_assessed: {at_least: 1}, share_red: {more_than: 50 %}}
        status: red
      - id: sound
        when: {goals_assessed: {at_least: 1}}
        status: green
    examples:
      - name: red
        given: {goals_assessed: 1, share_red: 100 %}
        expect: {status: red, row: critical}
      - name: green
        given: {goals_assessed: 1, share_red: 0 %}
        expect: {status: green, row: sound}
""",
    "rules/lesing/overall.yaml": """
tables:
  - decision: overall-status
    asks: How does the strategy stand?
    hit_policy: first
    inputs:
      themes_assessed: {unit: count}
      share_red: {unit: share, better: down}
    not_judged: {themes_assessed: {below: 1}}
    rows:
      - id: critical
        when: {themes_assessed: {at_least: 1}, share_red: {more_than: 50 %}}
        status: red
      - id: sound
        when: {themes_assessed: {at_least: 1}}
        status: green
    examples:
      - name: red
        given: {themes_assessed: 1, share_red: 100 %}
        expect: {status: red, row: critical}
      - name: green
        given: {themes_assessed: 1, share_red: 0 %}
        expect: {status: green, row: sound}
""",
    "rules/lesing/swot.yaml": """
findings:
  - finding: libraries
    kind: strength
    theme: bok
    section: "1"
    text: {nb: Mange skoler har bibliotek}
    when: {measure: bibliotek, at_least: 50 %}
""",
}


def small_project(
    into: Path,
    yes: int = 30,
    respondents: int = 40,
    source: str = "published",
    deadline: str = "2028-12-31",
    synthetic: str = "false",
) -> Path:
    """Write the project; yes: how many of the respondents have a library."""
    filled = {
        "yes": str(yes),
        "no": str(respondents - yes),
        "percent_yes": f"{100 * yes / respondents:.1f}",
        "percent_no": f"{100 * (respondents - yes) / respondents:.1f}",
        "respondents": str(respondents),
        "source": source,
        "deadline": deadline,
        "synthetic": synthetic,
    }
    for name, template in FILES.items():
        text = template.lstrip()
        for place, value in filled.items():
            text = text.replace(f"{{{place}}}", value)
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return into
