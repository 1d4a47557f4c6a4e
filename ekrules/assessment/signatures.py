"""Signatures: who stands behind a judgement that no figure gives."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field


def _somebody(name: str) -> str:
    if not name.strip():
        raise ValueError("expected the name or the office of who decided")
    return name


Signer = Annotated[str, Field(min_length=1), AfterValidator(_somebody)]
