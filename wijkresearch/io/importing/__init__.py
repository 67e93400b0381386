"""Coded work of another program becomes part of a study: read, understood, checked, and then written whole."""

from wijkresearch.io.importing.codebook import CodeChoices
from wijkresearch.io.importing.planning import ImportPlan, plan_import, write_import

__all__ = ["CodeChoices", "ImportPlan", "plan_import", "write_import"]
