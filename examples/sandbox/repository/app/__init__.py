"""Content generation for lafactoria."""
