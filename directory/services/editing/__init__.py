"""A project written as a whole or in part by who may, in the terms of `directory.formats.records`,
with the checks of suggestions and the history of an import of one record.

`saving.edit` changes one, `saving.add` makes a draft. `marks.mark` stands for a project as somebody
read it; who hands it back overwrites nothing that was written since.
"""
