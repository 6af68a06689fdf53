"""``make lighthouse``: what Lighthouse says of every template, as a telephone on a slow line would have it."""
