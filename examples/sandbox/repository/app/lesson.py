"""Turns a topic into the outline of a lesson."""

import hashlib

SECTIONS = ("Introduction", "Examples", "Exercises", "Summary")


def outline(topic: str) -> list[str]:
    """One heading for each section of the lesson."""
    return [f"{section}: {topic.strip()}" for section in SECTIONS]


def fingerprint(text: str) -> str:
    """A stable name for a text, so that the same lesson is generated once."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
