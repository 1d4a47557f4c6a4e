"""A small survey with one question of each kind: 10 respondents out of 20."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ekrules.survey.claims import Claim
from ekrules.survey.codebook import CodebookTheme, SurveyDescription
from ekrules.survey.evidence import Evidence, SourceNote
from ekrules.survey.frame import Frame, ReferenceTable
from ekrules.survey.printed import PrintedTheme
from ekrules.survey.survey import Survey
from ekrules.yaml_reader.wording import Wording

ON = date(2009, 4, 1)


def spiced(words: str, spice: str) -> Wording:
    """Return a wording with `spice` put into it, markup and all, which no file could hold."""
    return Wording.model_construct(nb=words + spice, nn=None, en=None)


def sample_survey(spice: str) -> Survey:
    """Return the survey; item, routing, grid, overlap, frame and scores are all in it."""

    def text(words: str) -> Wording:
        return spiced(words, spice)

    yes_no = ({"id": "nei", "label": text("Nei")}, {"id": "ja", "label": text("Ja")})
    asks = {"label": text("Nett"), "asks": text("Er dere på nett?"), "options": "nei_ja"}
    questions = (
        {"id": "nett", "number": 1, "kind": "single", **asks},
        {
            "id": "brev",
            "number": 2,
            "kind": "single",
            **asks,
            "asked_if": {"question": "nett", "is": "ja"},
            "asked_of": text("kommunene på nett"),
        },
        {
            "id": "omrader",
            "number": 3,
            "kind": "grid",
            **asks,
            "items": ({"id": "skole", "label": text("Skole")}, {"id": "helse", "label": text("H")}),
        },
        {
            "id": "former",
            "number": 4,
            "kind": "multi",
            "label": text("Former"),
            "asks": text("Hvilke former?"),
            "options": yes_no,
        },
    )
    segment = {"respondents": 10, "percent": 100.0, "valid_percent": 100.0}
    breakdown = {"id": "type", "label": text("Kommunetype")}
    score = {"mean": 186, "respondents": 10, "highest": 339, "lowest": 46}
    return Survey(
        folder=Path("fixtures/demo"),
        files=(),
        description=SurveyDescription.model_validate(
            {
                "survey": "demo",
                "title": text("Undersøkelsen"),
                "wave": 2009,
                "reference_date": ON,
                "publisher": "KS" + spice,
                "language": "nb",
                "respondents": 10,
                "frame": 20,
                "unit": {
                    "one": text("kommune"),
                    "many": text("kommuner"),
                    "every": text("kommunene"),
                },
                "option_lists": {"nei_ja": yes_no},
            }
        ),
        themes=(
            CodebookTheme.model_validate(
                {
                    "theme": "alfa",
                    "number": 1,
                    "section": "3.1",
                    "title": text("Alfa"),
                    "questions": questions,
                }
            ),
        ),
        printed_themes=(PrintedTheme.model_validate(_printed()),),
        frame=Frame.model_validate(
            {
                "section": "1.4",
                "breakdowns": (
                    {
                        **breakdown,
                        "has_frame": True,
                        "segments": (
                            {
                                **segment,
                                "id": "a",
                                "label": text("A"),
                                "frame": 20,
                                "response_rate": 50,
                            },
                        ),
                        "total": {**segment, "frame": 20, "response_rate": 50},
                    },
                    {
                        **breakdown,
                        "has_frame": False,
                        "segments": ({**segment, "id": "a", "label": text("A")},),
                        "total": segment,
                    },
                ),
            }
        ),
        reference=ReferenceTable.model_validate(
            {
                "section": "4",
                "unit": "points",
                "total": score,
                "breakdowns": (
                    {**breakdown, "segments": ({**score, "id": "a", "label": text("A")},)},
                ),
            }
        ),
        evidence={
            "kontorer": Evidence.model_validate(
                {
                    "id": "kontorer",
                    "label": text("kontorer som er åpnet"),
                    "publisher": "NAV" + spice,
                    "date": date(2008, 12, 31),
                    "numerator": 3,
                    "denominator": 4,
                    "unit": "share",
                    "section": "5.4",
                    "note": text("Talt for hånd."),
                }
            )
        },
        notes=(
            SourceNote.model_validate(
                {
                    "id": "note",
                    "section": "4",
                    "kind": "table",
                    "says": text("Sier 19 %"),
                    "should_be": text("23,8 %"),
                    "because": text("Feil grunnlag."),
                }
            ),
        ),
        claims=tuple(Claim.model_validate(one) for one in _claims(spice)),
    )


def _claims(spice: str) -> tuple[dict[str, object], ...]:
    """One that follows, one that is a share of all, and one that no table can check."""

    def said(name: str, words: str, percent: float, **more: object) -> dict[str, object]:
        return {
            "id": name,
            "section": "5.1",
            "says": spiced(words, spice),
            "percent": percent,
            **more,
        }

    of_net = spiced("de på nett", spice)
    brev = {"question": "brev", "counts": ("ja",), "base": "asked", "note": "note"}
    return (
        said("nett", "Er på nett", 70, share_of="all", question="nett", counts=("ja",)),
        said("brev", "Sender brev", 20, about=True, share_of=of_net, **brev),
        said(
            "begge",
            "Har begge deler",
            60,
            about=True,
            side="over",
            share_of="all",
            not_in_tables=spiced("Det er ikke trykt", spice),
        ),
    )


def _printed() -> dict[str, object]:
    def frequency(question: str, **counts: int) -> dict[str, object]:
        cells = tuple({"answer": one, "count": n, "percent": 0.0} for one, n in counts.items())
        layout = "multiple_response" if question == "former" else "frequency"
        return {"question": question, "layout": layout, "cells": cells}

    grid = tuple(
        {"item": item, "answer": answer, "count": n, "percent": 0.0}
        for item, counts in (("skole", (4, 6)), ("helse", (7, 2)))
        for answer, n in (
            *zip(("nei", "ja"), counts, strict=True),
            ("unanswered", 10 - sum(counts)),
            ("total", 10),
        )
    )
    return {
        "theme": "alfa",
        "section": "3.1",
        "tables": (
            frequency("nett", nei=2, ja=7, dont_know=1, total=10),
            frequency("brev", nei=3, ja=2, dont_know=1, unanswered=4, total=10),
            {"question": "omrader", "layout": "grid", "cells": grid},
            frequency("former", nei=8, ja=5, total=9),
        ),
    }
