CREATE INDEX projects_by_category ON projects (category_id);
CREATE INDEX projects_by_name ON projects (name);
CREATE INDEX projects_by_status ON projects (status);
CREATE INDEX project_tags_by_tag ON project_tags (tag_id);
CREATE INDEX project_languages_by_language ON project_languages (language);
CREATE INDEX relations_by_other ON relations (other_id);
CREATE INDEX project_capabilities_by_capability ON project_capabilities (capability);
CREATE INDEX old_slugs_by_project ON old_slugs (project_id);
