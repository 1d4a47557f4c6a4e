"""Standing material: one respondent's standing, and how it and its peers are spoken of.

In: score material and a Standing. Out: texts: names, groups, answers, shares of peers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ekrules.report.answer_texts import AnswerTexts
from ekrules.report.score_material import ScoreMaterial
from ekrules.report.spans import Span, Text
from ekrules.tables.standing import PeerGroup, PeerPoints, PeerShare, Standing


@dataclass(frozen=True)
class StandingMaterial:
    """One respondent's standing; report: the path of the score report from the page, or None."""

    scores: ScoreMaterial
    standing: Standing
    report: str | None = None

    @cached_property
    def name(self) -> str:
        """The respondent's name."""
        return self.scores.name(self.standing.score.respondent)

    def said(self, phrase: str, /, **places: str) -> str:
        """Return a phrase with its places filled in, the name and the unit among them."""
        return self.scores.phrases.filled(phrase, name=self.name, **self.scores.unit, **places)

    @cached_property
    def answers(self) -> AnswerTexts:
        """How answers are written."""
        return AnswerTexts(self.scores)

    @cached_property
    def shown(self) -> tuple[PeerGroup, ...]:
        """The groups that are shown, the nearest kin first."""
        return tuple(one for one in self.standing.groups if one.not_shown is None)

    @cached_property
    def against(self) -> PeerGroup | None:
        """The group that strengths are held against; None where no group is shown."""
        return self.shown[0] if self.shown else None

    @cached_property
    def beside(self) -> tuple[PeerGroup, ...]:
        """The groups that single answers are held against: the nearest kin, and everybody."""
        everybody = [one for one in self.shown[1:] if one.breakdown is None]
        return (*self.shown[:1], *everybody)

    def group(self, group: PeerGroup) -> str:
        """Return what a group is: "Folketall: 2000 til 4999 innbyggere"."""
        if group.breakdown is None:
            return self.scores.phrases.filled("everybody_else", **self.scores.unit)
        label = self.breakdown(group)
        if group.segment is None:
            return label
        return f"{label}: {self.scores.segment(group.breakdown, group.segment)}"

    def breakdown(self, group: PeerGroup) -> str:
        """Return what a group is a part of: "Folketall"; "Alle" where it is everybody."""
        if group.breakdown is None:
            return self.scores.phrases["all"]
        return self.scores.said(self.scores.survey.breakdown(group.breakdown).label)

    def others(self, group: PeerGroup) -> str:
        """Return a group in running text: "de 36 andre i gruppen «Industrikommuner»"."""
        peers = self.scores.whole(group.peers)
        if group.breakdown is None or group.segment is None:
            return self.said("others_of_all", peers=peers)
        segment = self.scores.segment(group.breakdown, group.segment)
        return self.said("others_of_group", peers=peers, group=segment)

    def mean_and_middle(self, points: PeerPoints) -> Text:
        """Return "8,1 (5,0–11,0)": the peers' mean and their middle half."""
        middle = Span(f"({self.middle(points)})", weight="muted")
        return (Span(self.scores.points(points.mean)), Span(" "), middle)

    def middle(self, points: PeerPoints) -> str:
        """Return the peers' middle half: "5,0–11,0"."""
        low, high = points.lower_quartile, points.upper_quartile
        return f"{self.scores.points(low)}–{self.scores.points(high)}"

    def share(self, share: PeerShare | None) -> str:
        """Return how many peers have as good an answer: "64 % (43 % bedre)"."""
        if share is None or share.same_or_better is None or share.better is None:
            return "–"
        same = self.scores.percent(share.same_or_better)
        if not share.better:
            return same
        better = self.scores.percent(share.better)
        return self.scores.phrases.filled("share_better", same=same, better=better)

    def best_share(self, share: PeerShare | None) -> str:
        """Return how many peers have the best answer, with how many they are."""
        if share is None or share.best is None:
            return "–"
        count = share.best * share.base
        return self.scores.phrases.filled(
            "share_of",
            part=self.scores.whole(count.numerator),
            whole=self.scores.whole(share.base),
            percent=self.scores.percent(share.best),
        )

    def question(self, question: str) -> Text:
        """Return a question's label, and below it what was asked."""
        asked = self.scores.survey.questions[question]
        return (
            Span(self.scores.said(asked.label)),
            Span(" "),
            Span(self.scores.said(asked.asks), weight="muted"),
        )

    def question_link(self, question: str) -> Span:
        """Return a question's label, leading to its answer."""
        label = self.scores.said(self.scores.survey.questions[question].label)
        return Span(label, to=question_anchor(question))


def question_anchor(question: str) -> str:
    """Return where a question's answer stands."""
    return f"question.{question}"
