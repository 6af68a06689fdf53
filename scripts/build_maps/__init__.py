"""``make maps`` writes the outlines of the world's countries, from Natural Earth by way of world-atlas.

What it writes is committed, so that the site needs neither the package nor this; the same package gives the
same files. docs/maps.md says why and how.
"""
