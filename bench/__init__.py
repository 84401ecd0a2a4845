"""Speed, measured: `make bench`, or `python -m bench --help`. docs/speed.md says what it means.

One process a directory asks one subject after another (tests/test_layers.py: all are here):

    __main__ · one_directory                      options, report; a directory made and measured
    finding · following · memory                  the catalogue: asked, after an edit, its size
    pages · panorama · statistics · programs      what is asked for, through Django's handler
    serving · first_visit                         kept pages; everything that a page needs
    exchange · taking_in · dumping                lists in files, in and out
    synthetic · vocabulary · lists                what is measured, made up
    constant · ready_made                         floors: as little as possible
    database · requests · load · wire · timing · report      what the subjects share
"""
