"""Speed, measured: `make bench`, or `python -m bench --help`. docs/speed.md says what it means.

__main__         options; one process a directory; the report
one_directory    makes a directory of one size on one database, and measures it
finding · pages · following · memory · serving · first_visit      one subject each
synthetic · vocabulary      the directories that are measured
database · timing · report  what the subjects share
"""
