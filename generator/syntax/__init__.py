"""Text to nodes: the files of a project, each read as YAML 1.2 with the line and column of everything in it."""

from __future__ import annotations

from generator.syntax.codes import EXPLANATIONS
from generator.syntax.nodes import Document, Mapping, Sequence, Value
from generator.syntax.reader import read_document
from generator.syntax.tree import DOSSIERS, KEBAB_CASE, SHARED, SourceFile, list_cases, read_case, read_tree

__all__ = [
    "DOSSIERS",
    "EXPLANATIONS",
    "KEBAB_CASE",
    "SHARED",
    "Document",
    "Mapping",
    "Sequence",
    "SourceFile",
    "Value",
    "list_cases",
    "read_case",
    "read_document",
    "read_tree",
]
