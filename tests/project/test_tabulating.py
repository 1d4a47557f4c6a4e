"""Tables: one question's counts with who was asked, who did not know and who did not answer."""

from __future__ import annotations

import pytest

from ekrules.errors import InputError
from ekrules.project.tabulating import tabulate
from tests.real_project import ROOT, real


def rows(question: str) -> list[tuple[str, ...]]:
    (one,) = tabulate(ROOT, None, question)
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in one.rows]


def test_a_follow_up_is_told_of_those_who_were_asked() -> None:
    (one,) = tabulate(ROOT, None, "helsenett_pleie")
    assert one.columns == ("Antall", "av 161 spurte", "av 147 kjente svar")
    assert rows("helsenett_pleie") == [
        ("Nei", "101", "62,7 %", "68,7 %"),
        ("Ja", "46", "28,6 %", "31,3 %"),
        ("Vet ikke", "11", "", ""),
        ("Spurt, men svarte ikke", "3", "", ""),
        ("Ikke spurt", "88", "", ""),
    ]
    assert one.caption.startswith("Stilt til: kommunene som er tilknyttet Norsk Helsenett (161).")


@pytest.mark.parametrize("question", sorted(real().survey.printed))
def test_every_respondent_stands_in_a_table_once(question: str) -> None:
    asked = real().survey.questions[question]
    for one in tabulate(ROOT, None, question):
        counts = [int(row[1]) for row in one.rows]
        if asked.kind == "multi":
            assert max(counts) <= 249
        else:
            assert sum(counts) == 249


def test_a_grid_gives_one_table_an_item_with_its_name() -> None:
    tables = tabulate(ROOT, None, "bredband_kapasitet")
    assert len(tables) == 3
    assert len({one.title for one in tables}) == 3


def test_a_question_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match='Did you mean "helsenett"'):
        tabulate(ROOT, None, "helsenet")
