"""INCEpTION and WebAnno: what their two formats share. An annotation is of a layer and has features with values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wijkresearch.exchange.other_tools.gathering import TRANSCRIPT_SUFFIXES, Passage

CODE_FEATURES = ("value", "label", "code", "tag")


def document_and_coder(path: Path) -> tuple[str, str | None]:
    """The document and the annotator: a project has a folder per document, with a file of each annotator in it."""
    folder = path.parent.name
    return (folder, path.stem) if folder.lower().endswith(TRANSCRIPT_SUFFIXES) else (path.stem, None)


def layer_passage(where: str, layer: str, features: Mapping[str, str], start: int, end: int) -> Passage:
    """An annotation as a passage: its value is the code, under its layer; its other features are a memo.

    The value is the feature that is called so, otherwise the first that is filled. Without any, the layer is the code.
    """
    short = layer.rsplit(".", 1)[-1]
    named = [name for name in CODE_FEATURES if name in features] or list(features)
    code = (short, features[named[0]]) if named else (short,)
    memo = "\n".join(f"{name}: {value}" for name, value in features.items() if name not in named[:1])
    return Passage(where, "", code, start=start, end=end, memo=memo or None)
