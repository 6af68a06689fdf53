"""What partners fill in, a module for each step."""
