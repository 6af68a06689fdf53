"""Two small sites on which every template can be met, filled to the brim and next to empty."""
