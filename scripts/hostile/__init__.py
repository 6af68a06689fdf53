"""What an attacker sends, row by row, and what the site must answer: ``make hostile``."""
