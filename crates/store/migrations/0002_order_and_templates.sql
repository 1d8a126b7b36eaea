-- Projects in other orders than that of their last change, and scripts that the user keeps as templates.

-- The name in small letters. New names are folded by the program, which knows every alphabet; names from before get
-- what SQLite can do, which is A to Z, until they are changed.
ALTER TABLE projects ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
UPDATE projects SET sort_name = lower(name);

CREATE INDEX projects_by_name ON projects (sort_name, key);
CREATE INDEX projects_by_creation ON projects (created_ms DESC, key DESC);

CREATE TABLE templates (
    name      TEXT    NOT NULL PRIMARY KEY,
    sort_name TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    made_ms   INTEGER NOT NULL
) STRICT;
