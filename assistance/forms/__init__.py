"""The forms of the partner's way."""
