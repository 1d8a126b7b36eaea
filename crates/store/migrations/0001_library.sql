-- Everything the product remembers between runs. Times are milliseconds since 1970 UTC.

CREATE TABLE projects (
    key        INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    settings   TEXT    NOT NULL,
    thumbnail  TEXT,
    -- Counts every change of the document, undo and redo too, so that a stale writer is noticed.
    revision   INTEGER NOT NULL DEFAULT 0,
    -- How many edits of the log make up the document as it is.
    head       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX projects_by_change ON projects (changed_ms DESC, key DESC);

-- The log of edits. Those after the project's head are undone and can be redone.
CREATE TABLE edits (
    project  INTEGER NOT NULL REFERENCES projects (key) ON DELETE CASCADE,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    -- The project's revision that this edit made: tells it from another edit that once had the same place.
    revision INTEGER NOT NULL,
    made_ms  INTEGER NOT NULL,
    edit     TEXT    NOT NULL,
    inverse  TEXT    NOT NULL,
    PRIMARY KEY (project, seq)
) STRICT;

-- The whole document as it was after the edit with that number; 0 is the document as it began.
CREATE TABLE snapshots (
    project  INTEGER NOT NULL REFERENCES projects (key) ON DELETE CASCADE,
    seq      INTEGER NOT NULL CHECK (seq >= 0),
    document TEXT    NOT NULL,
    PRIMARY KEY (project, seq)
) STRICT;

CREATE TABLE scripts (
    project INTEGER NOT NULL REFERENCES projects (key) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version > 0),
    text    TEXT    NOT NULL,
    made_ms INTEGER NOT NULL,
    PRIMARY KEY (project, version)
) STRICT;

CREATE TABLE media (
    identity  TEXT    NOT NULL PRIMARY KEY,
    path      TEXT    NOT NULL,
    full_hash TEXT,
    info      TEXT    NOT NULL,
    seen_ms   INTEGER NOT NULL
) STRICT;

CREATE INDEX media_by_path ON media (path);

-- What the product has made of a media file: a proxy, conformed sound, peaks.
CREATE TABLE derivatives (
    identity   TEXT    NOT NULL REFERENCES media (identity) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    -- Where it lies, once ready; why there is none, once failed.
    detail     TEXT    NOT NULL DEFAULT '',
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY (identity, kind)
) STRICT;

CREATE TABLE tasks (
    key         INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    kind        TEXT    NOT NULL,
    project     BLOB,
    state       TEXT    NOT NULL,
    request     TEXT    NOT NULL,
    -- Thousandths of the whole.
    progress    INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1000),
    outcome     TEXT,
    created_ms  INTEGER NOT NULL,
    changed_ms  INTEGER NOT NULL
) STRICT;

CREATE INDEX tasks_by_state ON tasks (state, key);

-- Takes by the name of their segment, so that nothing is made, or paid for, twice.
CREATE TABLE takes (
    segment  TEXT    NOT NULL PRIMARY KEY,
    path     TEXT    NOT NULL,
    samples  INTEGER NOT NULL CHECK (samples >= 0),
    details  TEXT    NOT NULL,
    made_ms  INTEGER NOT NULL,
    used_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
