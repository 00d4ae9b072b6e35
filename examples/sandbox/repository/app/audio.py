"""Hands a lesson to the speech program."""

import subprocess


def speak(text: str, target: str) -> None:
    """Write the spoken text to a file; the text goes in as standard input, never as an argument."""
    subprocess.run(["speech", "--output", target], input=text.encode("utf-8"), check=True, timeout=120)
