-- Dates are as exact as they are known: 2017, 2017-05 or 2017-05-24.
CREATE TABLE about (
    name TEXT PRIMARY KEY,
    value TEXT
) WITHOUT ROWID;

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    parent_id INTEGER REFERENCES categories (id),
    name_zh TEXT,
    name_en TEXT,
    description_zh TEXT,
    description_en TEXT,
    position INTEGER NOT NULL,
    hue INTEGER NOT NULL,
    url TEXT NOT NULL,
    url_en TEXT NOT NULL
);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    label_zh TEXT,
    description_zh TEXT,
    description_en TEXT,
    synonyms TEXT NOT NULL, -- JSON: a list of texts
    url TEXT NOT NULL,
    url_en TEXT NOT NULL
);

CREATE TABLE projects (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL COLLATE NOCASE,
    name_zh TEXT,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    summary_zh TEXT,
    summary_en TEXT,
    description_zh TEXT,
    description_en TEXT,
    status TEXT NOT NULL,
    status_since TEXT,
    status_note_zh TEXT,
    status_note_en TEXT,
    last_activity TEXT,
    last_activity_note_zh TEXT,
    last_activity_note_en TEXT,
    started TEXT,
    started_note_zh TEXT,
    started_note_en TEXT,
    first_release TEXT,
    first_release_date TEXT,
    license TEXT,
    organization TEXT,
    organization_zh TEXT,
    organization_note_zh TEXT,
    organization_note_en TEXT,
    foundation TEXT,
    foundation_via TEXT,
    maturity TEXT,
    foundation_dates TEXT NOT NULL, -- JSON: dates by step
    homepage TEXT,
    repository TEXT,
    logo_url TEXT,
    sources TEXT NOT NULL, -- JSON: a list of {"zh", "en", "url"}
    unverified TEXT NOT NULL, -- JSON: a list of facts
    position INTEGER NOT NULL,
    featured INTEGER NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    url TEXT NOT NULL,
    url_en TEXT NOT NULL,
    api_url TEXT NOT NULL,
    history_url TEXT NOT NULL
);

CREATE TABLE project_tags (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (project_id, tag_id)
) WITHOUT ROWID;

CREATE TABLE project_languages (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    language TEXT NOT NULL,
    PRIMARY KEY (project_id, language)
) WITHOUT ROWID;

CREATE TABLE links (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT,
    former INTEGER NOT NULL,
    UNIQUE (project_id, kind, url)
);

-- Read as: project, kind, other.
CREATE TABLE relations (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    kind TEXT NOT NULL,
    other_id INTEGER NOT NULL REFERENCES projects (id),
    since TEXT,
    note_zh TEXT,
    note_en TEXT,
    evidence_zh TEXT,
    evidence_en TEXT,
    evidence_url TEXT,
    PRIMARY KEY (project_id, kind, other_id)
) WITHOUT ROWID;

CREATE TABLE capability_groups (
    slug TEXT PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    label_zh TEXT,
    label_en TEXT,
    position INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE capabilities (
    slug TEXT PRIMARY KEY,
    group_slug TEXT NOT NULL REFERENCES capability_groups (slug),
    kind TEXT NOT NULL,
    terms TEXT NOT NULL, -- JSON: a list of {"slug", "zh", "en"}
    label_zh TEXT,
    label_en TEXT,
    explanation_zh TEXT,
    explanation_en TEXT,
    position INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE project_capabilities (
    project_id INTEGER NOT NULL REFERENCES projects (id),
    capability TEXT NOT NULL REFERENCES capabilities (slug),
    value TEXT NOT NULL, -- JSON: slugs of terms
    text_zh TEXT,
    text_en TEXT,
    note_zh TEXT,
    note_en TEXT,
    source_url TEXT NOT NULL,
    verified TEXT NOT NULL,
    PRIMARY KEY (project_id, capability)
) WITHOUT ROWID;

CREATE TABLE old_slugs (
    slug TEXT PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES projects (id)
) WITHOUT ROWID;

CREATE VIEW project_list AS
SELECT
    projects.id,
    projects.slug,
    projects.name,
    projects.name_zh,
    coalesce(above.name_en, categories.name_en) AS category_en,
    coalesce(above.name_zh, categories.name_zh) AS category_zh,
    CASE WHEN above.id IS NOT NULL THEN categories.name_en END AS subcategory_en,
    CASE WHEN above.id IS NOT NULL THEN categories.name_zh END AS subcategory_zh,
    projects.status,
    projects.license,
    projects.organization,
    projects.foundation,
    projects.maturity,
    (
        SELECT json_group_array(project_languages.language)
        FROM project_languages
        WHERE project_languages.project_id = projects.id
    ) AS languages,
    (
        SELECT json_group_array(tags.slug)
        FROM project_tags
        JOIN tags ON tags.id = project_tags.tag_id
        WHERE project_tags.project_id = projects.id
    ) AS tags,
    projects.homepage,
    projects.repository,
    projects.summary_en,
    projects.summary_zh,
    projects.url,
    projects.url_en
FROM projects
JOIN categories ON categories.id = projects.category_id
LEFT JOIN categories AS above ON above.id = categories.parent_id;

CREATE VIEW relation_list AS
SELECT
    project.name AS project,
    relations.kind,
    other.name AS other,
    relations.since,
    relations.evidence_url,
    project.url,
    project.url_en
FROM relations
JOIN projects AS project ON project.id = relations.project_id
JOIN projects AS other ON other.id = relations.other_id;

CREATE VIEW capability_list AS
SELECT
    projects.name AS project,
    capabilities.label_en AS capability_en,
    capabilities.label_zh AS capability_zh,
    project_capabilities.value,
    project_capabilities.text_en,
    project_capabilities.text_zh,
    project_capabilities.verified,
    project_capabilities.source_url
FROM project_capabilities
JOIN projects ON projects.id = project_capabilities.project_id
JOIN capabilities ON capabilities.slug = project_capabilities.capability;
