"""A made-up project whose goals rest on indicators: shares, percents and own units, and methods.

The reading plan of small_project, with a second theme. Every figure is made up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.narrative.small_project import small_project

SHIPPED = ("progress-to-target", "un-progress-chart", "sdg-dashboard")
_METHODS = Path(__file__).parents[2] / "rules" / "methods"

INDICATORS = """
values: values.csv
columns: {entity: who, period: year, indicator: code, value: value, base: n, flags: mark}
missing: {":": not_published}
entities:
  - {id: "0301", label: {nb: Oppdiktet kommune, en: Made-up municipality}}
indicators:
  - id: waiting
    label: {nb: Ventetid på lån, nn: Ventetid på lån, en: Waiting time for loans}
    unit: days
    unit_words:
      one: {nb: dag, nn: dag, en: day}
      many: {nb: dager, nn: dagar, en: days}
    better: down
    publisher: Statistisk kontor (oppdiktet)
    link: https://www.example.org/waiting
    licence: CC BY 4.0
  - id: loans
    label: {nb: Utlån, nn: Utlån, en: Loans}
    unit: number
    better: up
    publisher: Statistisk kontor (oppdiktet)
    licence: CC BY 4.0
    note: {nb: Ny tellemåte fra 2012., nn: Ny teljemåte frå 2012., en: Counted anew since 2012.}
  - id: readers
    label: {nb: Husholdninger som leser, nn: Hushald som les, en: Households that read}
    unit: percent
    better: up
    limits: {low: 0, high: 100}
    publisher: Kulturkontoret (oppdiktet)
    link: https://www.example.org/readers
    licence: NLOD 2.0
    parameters: {best: 100, green: 80, red: 50, worst: 20}
  - id: members
    label: {nb: Medlemmer, en: Members}
    unit: share
    better: up
    publisher: Kulturkontoret (oppdiktet)
  - id: budget
    label: {nb: Innkjøp av bøker, nn: Innkjøp av bøker, en: Spending on books}
    unit: NOK
    unit_words: {many: {nb: kroner, nn: kroner, en: kroner}}
    better: up
  - id: visits
    label: {nb: Besøk, en: Visits}
    unit: number
    better: up
    publisher: Kulturkontoret (oppdiktet)
"""

VALUES = """who;year;code;value;n;mark
0301;2015;waiting;24,5;;
0301;2019;waiting;21,9;;
0301;2024;waiting;19;;e
0301;2015;loans;4100;;
0301;2024;loans;3900;;
0301;2015;readers;61,5;1200;
0301;2020;readers;66;1180;
0301;2024;readers;72,25;1234;
0301;2024;members;0,4;;
0301;2023;budget;12400;;
0301;2024;budget;12600;;
0301;2024;visits;:;;
"""

STRAIGHT = """
method: straight-line
title: {nb: Rett linje, nn: Rett linje, en: Straight line}
source:
  publisher: Leseplanens sekretariat (oppdiktet)
  title: Slik måler vi
  year: 2020
  link: https://www.example.org/method
  licence: CC BY 4.0
parameters:
  target:
    means: {nb: verdien som skal nås, nn: verdien som skal nåast, en: the value to reach}
  deadline:
    unit: year
    means: {nb: året målet gjelder, nn: året målet gjeld, en: the year of the target}
    default: 2030
series: {target: target, deadline: deadline}
derived:
  {arrival: arrival_linear, late: years_late_linear, there: projected_linear, pace: pace_linear}
indicator:
  table:
    asks: Is the target reached in time, on a straight line?
    hit_policy: first
    inputs:
      pace: {unit: number, better: up}
    rows:
      - id: fast
        when: {pace: {at_least: 1}}
        status: green
        says: {nb: farten holder, nn: farten held, en: the pace will do}
      - id: slow
        when: {pace: {at_least: 0.5}}
        status: yellow
        says: {nb: farten er lav, nn: farten er låg, en: the pace is low}
      - id: hardly
        when: {pace: {below: 0.5}}
        status: red
        says: {nb: det går knapt framover, nn: det går knapt framover, en: it hardly moves}
    examples:
      - {name: fast, given: {pace: 1}, expect: {status: green, row: fast}}
      - {name: slow, given: {pace: 0.5}, expect: {status: yellow, row: slow}}
      - {name: hardly, given: {pace: 0.4}, expect: {status: red, row: hardly}}
"""

THEME = """
theme: lan
number: 2
title: {nb: Lån og lesing, nn: Lån og lesing, en: Loans and reading}
about: {nb: Om lån og lesing., nn: Om lån og lesing., en: On loans and reading.}
measures:
  ventetid:
    label: {nb: Ventetid på lån, nn: Ventetid på lån, en: Waiting time for loans}
    says: {nb: venter, nn: ventar, en: wait}
    indicator: waiting
    entity: "0301"
  utlan:
    label: {nb: Utlån, nn: Utlån, en: Loans}
    says: {nb: låner, nn: låner, en: lend}
    indicator: loans
  lesere:
    label: {nb: Husholdninger som leser, nn: Hushald som les, en: Households that read}
    says: {nb: leser bøker, nn: les bøker, en: read books}
    of: {nb: husholdningene, nn: hushalda, en: households}
    indicator: readers
  medlemmer:
    label: {nb: Medlemmer, nn: Medlemmer, en: Members}
    says: {nb: er medlem, nn: er medlem, en: are members}
    indicator: members
  innkjop:
    label: {nb: Innkjøp av bøker, nn: Innkjøp av bøker, en: Spending on books}
    says: {nb: kjøper bøker, nn: kjøper bøker, en: buy books}
    indicator: budget
  besok:
    label: {nb: Besøk, nn: Besøk, en: Visits}
    says: {nb: kommer på besøk, nn: kjem på besøk, en: visit}
    indicator: visits
  kveld:
    label: {nb: Ventetid om kvelden, nn: Ventetid om kvelden, en: Waiting time at night}
    says: {nb: venter, nn: ventar, en: wait}
    mean_of: [ventetid, ventetid_igjen]
  ventetid_igjen:
    label: {nb: Ventetid en gang til, nn: Ventetid ein gong til, en: Waiting time once more}
    says: {nb: venter, nn: ventar, en: wait}
    indicator: waiting
goals:
"""

GOAL = """
  - id: {id}
    number: {number}
    text: {{nb: {text}, nn: {text}, en: {text}}}
    deadline: {deadline}
    coverage: full
    source: published
    section: "2"
    attainment: {attainment}
    judged_by: {judged_by}
    target: {target}
    published: {{status: null, firmness: none, because: {{nb: Planen sier ikke noe.}}}}
"""

# id, text, deadline, attainment, what judges it, target
GOALS = (
    ("lan-1", "Kortere ventetid", "2028-12-31", "ventetid", "straight-line", "10"),
    ("lan-2", "Flere utlån", "2028-12-31", "utlan", "progress-to-target", "5000"),
    ("lan-3", "Flere leser", "2028-12-31", "lesere", "un-progress-chart", "90 %"),
    ("lan-4", "Lesere på fargekartet", "none", "lesere", "sdg-dashboard", "none"),
    ("lan-5", "Flere medlemmer", "2028-12-31", "medlemmer", "status", "100 %"),
    ("lan-6", "Flere besøk", "2028-12-31", "besok", "progress-to-target", "100"),
    ("lan-7", "Vekst i innkjøp", "none", "innkjop", "progress-to-target", "none"),
    ("lan-8", "Bibliotek etter metoden", "2028-12-31", "bibliotek", "progress-to-target", "100 %"),
)


def reading_plan(into: Path, values: str = VALUES, catalogue: str = INDICATORS) -> Path:
    """Write the project and return its folder."""
    small_project(into)
    survey, methods = into / "fixtures" / "skoler2025", into / "rules" / "methods"
    (survey / "indicators.yaml").write_text(catalogue.lstrip(), encoding="utf-8")
    (survey / "values.csv").write_text(values, encoding="utf-8")
    methods.mkdir(parents=True)
    for name in SHIPPED:
        shutil.copy(_METHODS / f"{name}.yaml", methods)
    (methods / "straight-line.yaml").write_text(STRAIGHT.lstrip(), encoding="utf-8")
    names = ("id", "text", "deadline", "attainment", "judged_by", "target")
    goals = "".join(
        GOAL.format(number=number, **dict(zip(names, goal, strict=True))).lstrip("\n")
        for number, goal in enumerate(GOALS, 1)
    )
    theme = into / "goals" / "lesing" / "02-lan.yaml"
    theme.write_text(THEME.lstrip() + goals, encoding="utf-8")
    return into
