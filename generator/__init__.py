"""Dossier: YAML facts about a case turned into a public site in which every statement can be traced."""

__version__ = "0.1.0"
