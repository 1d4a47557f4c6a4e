"""The command line in this process, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from ekrules.cli.application import application

# Wide enough that no sentence is broken; faults never are.
WIDE = {"COLUMNS": "400", "TERM": "dumb", "NO_COLOR": "1"}


class Ran:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def told(self) -> list[str]:
        """The faults, one a line, without the lines they are about, which begin with a blank.

        The last line, which counts the faults, is checked and left out.
        """
        *faults, count = [line for line in self.err.splitlines() if not line.startswith(" ")]
        assert count == f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}."
        return faults


def ekrules(*words: str | Path) -> Ran:
    result = CliRunner().invoke(application, [str(word) for word in words], env=WIDE)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.stderr
    return Ran(result.exit_code, result.stdout, result.stderr)
