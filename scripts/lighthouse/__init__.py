"""``make lighthouse``: what Lighthouse says of every template, on a telephone with a slow line."""
