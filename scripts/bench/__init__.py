"""``make bench``: what a page costs with a hundred projects and with ten thousand. See docs/benchmarks.md."""
