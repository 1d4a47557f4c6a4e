"""As JSON: a Replay for a program. Keys are in docs/reference/commands.md."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ekrules.project.replaying.comparing import Difference, NotThere
from ekrules.project.replaying.replaying import Replay

Json = dict[str, Any]


def replay_as_json(replay: Replay) -> str:
    """Return the replay as JSON, closed by a newline."""
    told: Json = {
        "record": replay.path,
        "result": replay.result,
        "same_bytes": replay.is_same_bytes,
        "version": _then_and_now(replay.version),
        "engine": _then_and_now(replay.engine),
        "inputs": [asdict(one) for one in replay.files],
        "values": [_value(one) for one in replay.values],
        "reasons": [str(one) for one in replay.reasons],
    }
    return json.dumps(told, ensure_ascii=True, indent=1) + "\n"


def _then_and_now(pair: tuple[str, str] | None) -> Json | None:
    return None if pair is None else {"old": pair[0], "new": pair[1]}


def _value(one: Difference) -> Json:
    """A value that a record does not have is left out, for null is a value too."""
    told: Json = {"part": one.part, "id": one.name or None, "keys": list(one.keys)}
    sides = {"old": one.old, "new": one.new}
    return told | {side: is_ for side, is_ in sides.items() if not isinstance(is_, NotThere)}
