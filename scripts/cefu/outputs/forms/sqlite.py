"""The archive as one SQLite file: every table of the open data, and a full-text index.

Opens in any SQLite tool and in Datasette.  ``blocks_fts`` is an FTS5 table with the trigram
tokenizer, which finds any string of three characters or more, Han included
(https://www.sqlite.org/fts5.html#the_trigram_tokenizer).
"""

from __future__ import annotations

import sqlite3

from cefu.archive.catalogue import Catalogue
from cefu.outputs.data.tables import TABLES, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}


def sqlite_bytes(catalogue: Catalogue) -> bytes:
    """The bytes of the database file."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("PRAGMA page_size = 4096")
        for table in TABLES:
            connection.execute(_create(table))
            marks = ", ".join("?" for _ in table.columns)
            insert = f'INSERT INTO "{table.name}" VALUES ({marks})'
            connection.executemany(insert, (tuple(row) for row in table.rows(catalogue)))
        connection.execute(
            "CREATE VIRTUAL TABLE blocks_fts USING fts5"
            "(text, content='blocks', content_rowid='rowid', tokenize='trigram')"
        )
        connection.execute("INSERT INTO blocks_fts(blocks_fts) VALUES ('rebuild')")
        connection.commit()
        return connection.serialize()


def _create(table: Table) -> str:
    """The statement that creates ``table``."""
    lines = [
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f'FOREIGN KEY ({_names(key.columns)}) REFERENCES "{key.table}" ({_names(key.target)})'
        for key in table.refers
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
