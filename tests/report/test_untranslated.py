"""What is shown in bokmål in a report of another language is said to be."""

from __future__ import annotations

from ekrules.report.document import Notice, plain_text
from ekrules.report.untranslated import untranslated
from ekrules.yaml_reader.wording import Wording
from tests.report.builders import world


def test_bokmaal_lacks_nothing() -> None:
    assert untranslated(world().strategy, "nb") == 0


def test_each_text_counts_once_wherever_it_stands() -> None:
    text = Wording(nb="Frist")
    assert untranslated({"a": (text, text), "b": Wording(nb="Frist")}, "nn") == 1


def test_a_text_in_the_language_is_not_counted() -> None:
    assert untranslated([Wording(nb="Mål", nn="Mål"), Wording(nb="Krav", en="Target")], "nn") == 1


def test_goals_and_their_measures_are_looked_through() -> None:
    assert untranslated(world().strategy, "en") > len(world().strategy.goals)


def test_a_report_in_bokmaal_has_no_notice_of_it() -> None:
    notices = [one for one in world().document().sections[0].blocks if isinstance(one, Notice)]
    told = [
        plain_text(block.text) for one in notices for block in one.blocks if hasattr(block, "text")
    ]
    assert [one for one in told if "bokmål" in one] == []
