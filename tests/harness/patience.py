"""How long we wait, as a person would."""

PATIENCE = 2.0  # seconds before a person calls it broken
