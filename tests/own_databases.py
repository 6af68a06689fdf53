"""Databases beside the tests' own, of the same kind: committed, and seen by other processes."""

import os
from contextlib import contextmanager, nullcontext

import psycopg
from django.db import connection, connections

from operations.backup import database


@contextmanager
def connected_to(name):
    """The site's database is another, for as long as the block."""
    before, other = connections["default"], connections.create_connection("default")
    other.settings_dict = {**other.settings_dict, "NAME": name}
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = before


class Databases:
    """New ones, in a folder or on the tests' server; ``drop`` ends them."""

    def __init__(self, folder, purpose):
        self.folder, self.purpose, self.made = folder, purpose, []

    def empty(self):
        name = self._new_name()
        if connection.vendor == "postgresql":
            self._run(f'CREATE DATABASE "{name}"')
        return name

    def copy(self, name=None):
        """Of the tests' database, or of another."""
        template, copy = name or connection.settings_dict["NAME"], self._new_name()
        if connection.vendor == "sqlite":
            with connected_to(name) if name else nullcontext():
                database.copier().dump(copy)
        else:
            connection.close()
            self._run(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
        return copy

    def drop(self):
        for name in self.made if connection.vendor == "postgresql" else ():
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _new_name(self):
        number = len(self.made)
        if connection.vendor == "sqlite":
            name = str(self.folder / f"{self.purpose}-{number}.sqlite3")
        else:
            name = f"{connection.settings_dict['NAME']}_{self.purpose}_{number}"
        self.made.append(name)
        return name

    @staticmethod
    def _run(statement):
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(statement)
