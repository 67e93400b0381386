"""Coded work of another program becomes part of a study: read, understood, checked, and then written whole."""

from wijkresearch.io.importing.coders import coder_names
from wijkresearch.io.importing.planning import ImportPlan, plan_import, write_import
from wijkresearch.io.importing.recognising import read_coded

__all__ = ["ImportPlan", "coder_names", "plan_import", "read_coded", "write_import"]
