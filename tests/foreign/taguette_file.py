"""A Taguette database built by hand: Taguette's tables, invented contents."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL,
    hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10),
    email VARCHAR(256), email_sent DATETIME, disabled BOOLEAN);
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30)
    NOT NULL, privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(200) NOT NULL, description TEXT NOT NULL,
    filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL,
    project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL,
    contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL,
    project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL,
    UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
    PRIMARY KEY (highlight_id, tag_id));
"""
DAY = "2024-05-01 09:00:0"
TABLE_OF = {
    "document": "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, 'LEFT_TO_RIGHT', ?)",
    "highlight": "INSERT INTO highlights VALUES (?, ?, ?, ?, ?)",
}


class TaguetteFile:
    """Write rows one by one; the log is written as Taguette does, or left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path)
        self.connection.executescript(f"PRAGMA synchronous = OFF; {SCHEMA}")
        self.run("INSERT INTO projects VALUES (1, 'Reach', '', ?)", DAY)
        for login in ("ana", "bo"):
            self.run("INSERT INTO users (login, created) VALUES (?, ?)", login, DAY)

    def run(self, statement, *values):
        self.connection.execute(statement, values)

    def close(self) -> Path:
        self.connection.commit()
        self.connection.close()
        return self.path

    def log(self, user, document=None, project=1, **payload):
        statement = (
            "INSERT INTO commands (date, user_login, project_id, document_id, payload) "
            "VALUES (?, ?, ?, ?, ?)"
        )
        text = json.dumps(payload, sort_keys=True)
        self.run(statement, DAY, user, project, document, text)

    def document(self, key, contents, name="Interview", project=1, user="ana"):
        values = (key, name, "", f"{name}.docx", DAY, project, contents)
        self.run(TABLE_OF["document"], *values)
        self.log(user, key, project, type="document_add", document_name=name)

    def tag(self, key, path, project=1, description=""):
        self.run(
            "INSERT INTO tags VALUES (?, ?, ?, ?)", key, project, path, description
        )

    def highlight(self, key, document, span, snippet, tags=(), user="ana"):
        self.run(TABLE_OF["highlight"], key, document, *span, snippet)
        for tag in tags:
            self.run("INSERT INTO highlight_tags VALUES (?, ?)", key, tag)
        if user:
            self.log_highlight(user, key, document, span, tags)

    def log_highlight(self, user, key, document, span, tags):
        offsets = {"start_offset": span[0], "end_offset": span[1]}
        tags = list(tags)
        command = {"type": "highlight_add", "highlight_id": key, "tags": tags}
        self.log(user, document, **command, **offsets)


def change(path: Path, script: str) -> Path:
    """Run SQL in a finished file, as damage or malice."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path
