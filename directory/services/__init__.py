"""Everything that is done to the directory, and what goes along with it: history, mail, search.

Pages, the admin, the API and commands call these (tests/test_layers.py: all are here):

    permissions · approval · appointing           who may do what, and that somebody can go on
    suggestions · editing                         what people suggest; what programs write
    curation · matrix · renaming · tagging        what editors do to projects and around them
    merging · unmerging · undo · restoring        two made one, and what is taken back
    history                                       what is on record, and what goes on record
    chores                                        what there is to do
    exchange · fixtures                           lists in files; Django's fixtures
    accounts · acts · erasure                     logins; the log; forgetting a person
    notifying · outbox · attempts                 news by mail, and when it is tried again
    indexing · spelling                           what searches find, and near spellings
    files · moment                                a file, or a reading, as a whole
"""
