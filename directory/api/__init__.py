"""`/api/v1/`: the directory for programs (docs/api.md).

One module a resource. Data is spelled by directory/representations, questions are those of the
pages (directory/filters), and `answering` is what all addresses have in common: language, CORS,
what may be kept. Whatever cannot be answered is raised as `Refused`.
"""
