"""The directory and lists in files, in both directions.

A file is read into a ListRecord (`directory.formats`). `snapshot` is the directory as one too, so
that `plan` can tell the two apart field by field: `matching` finds which project an entry is,
`taxonomy` which category and tag, `merging` what an entry makes of what there is, `checks` what
would be wrong with it. `applying` puts a plan, or chosen parts of it, into the database; `imports`
keeps the file with what became of it, and `exporting` writes it again with people's edits.
"""
