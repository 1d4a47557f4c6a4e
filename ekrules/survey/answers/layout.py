"""Layout: stands in ekrules.survey.answer_layout now; this name goes when nothing uses it."""

from ekrules.survey.answer_layout import *  # noqa: F403
