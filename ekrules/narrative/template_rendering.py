"""Template rendering: one compiled template filled in, within bounds of time and length.

In: a template that has passed every check, and a view. Out: a paragraph, or a fault at the line
that trips. How long it may take is reckoned beforehand from what it repeats, so that it is the same
on every machine.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Template

from ekrules.errors import Fault, InputError, Place
from ekrules.narrative.runs import Paragraph, marked_runs, read_back
from ekrules.narrative.template_slips import View
from ekrules.narrative.template_source import Source

# The longest shipped paragraph has some 2,000 letters.
MOST_LETTERS = 20_000
# The shipped templates take some 12,000 steps over ten figures. A step takes under a millionth of a
# second, so that the worst paragraph takes less than a tenth of one.
MOST_STEPS = 100_000


class _TooLongError(Exception):
    """Thrown into a template to learn at which of its lines it stands."""


@dataclass(frozen=True)
class NarrativeTemplate:
    """One compiled template and where it stands.

    steps: how many parts stand within no loop, within one, within two.
    """

    name: str
    source: Source
    template: Template
    steps: Mapping[int, int] = field(default_factory=dict)

    def may_read(self, name: str) -> bool:
        """Whether the name stands anywhere in the template; if not, it is nothing to work out."""
        return name in self.source.text

    @property
    def place(self) -> Place:
        """Where the template begins."""
        return self.source.place

    def render(self, view: View) -> Paragraph:
        """Return the paragraph; InputError at the line that trips, or that is one too many."""
        self._refuse_endless(view)
        rendered = self._filled_in(view)
        return read_back(rendered, marked_runs(view), lambda letter: self._place_of(letter, view))

    def _refuse_endless(self, view: View) -> None:
        longest = max((len(one) for one in _lists(view)), default=0)
        steps = sum(number * longest**loops for loops, number in self.steps.items())
        if steps > MOST_STEPS:
            found = f'the template "{self.name}" repeats too much over {longest} figures'
            place = self.source.first_sign(r"\{%[-+]?\s*for\b")
            expected = "expected fewer figures, or no loop within a loop"
            raise InputError([Fault(place, found, expected)])

    def _filled_in(self, view: View) -> str:
        pieces: list[str] = []
        length = 0
        rendering = self.template.generate(view)
        try:
            for piece in rendering:
                pieces.append(piece)
                length += len(piece)
                if length > MOST_LETTERS:
                    rendering.throw(_TooLongError())  # type: ignore[attr-defined]
        # A template has nothing to run, so whatever it trips over stands in it.
        except Exception as error:
            raise InputError([self._tripped(error)]) from error
        return "".join(pieces)

    def _place_of(self, letter: int, view: View) -> Place:
        """Where in the template a letter of the paragraph was put in, counted from 0.

        Filled in once more, since only then is it known which line gave which piece of text.
        """
        rendering = self.template.generate(view)
        length, line = 0, 1
        for piece in rendering:
            line = self._line_at(rendering)
            length += len(piece)
            if length > letter:
                break
        return self.source.sign(line, r"\{\{")

    def _line_at(self, rendering: Iterator[str]) -> int:
        """The template's line at which a rendering waits: that of the piece it has just given."""
        inner = getattr(rendering, "gi_yieldfrom", None)
        frame = getattr(inner, "gi_frame", None)
        return self.template.get_corresponding_lineno(frame.f_lineno) if frame else 1

    def _tripped(self, error: Exception) -> Fault:
        steps = traceback.extract_tb(error.__traceback__)
        lines = [step.lineno or 1 for step in steps if step.filename == "<template>"]
        place = self.source.sign(lines[-1] if lines else 1, r"\{[{%]")
        if isinstance(error, _TooLongError):
            found = f'the template "{self.name}" gives more than {MOST_LETTERS} letters'
            return Fault(place, found, "expected a paragraph, which ends here at the latest")
        found = f'the template "{self.name}" can\'t be filled in ({error})'
        return Fault(place, found, "expected names that this kind of paragraph has")


def _lists(view: object) -> Iterator[list[object] | tuple[object, ...]]:
    if isinstance(view, list | tuple):
        yield view
    elif isinstance(view, Mapping):
        for part in view.values():
            yield from _lists(part)
