"""A request in, a page out: one module per page or subject, as `urls.py` has them.

What several share: `public` and `programs` are what all pages and all answers to programs have in
common, `negotiation` the forms of a page, `moved` and `missing` what became of a slug, `errors`
what went wrong, `site` the catalogue of a request, `cards`, `tiles` and `told` what is rendered
once and kept, `streaming` and `ranges` what is sent piece by piece, `turned_away` who has to come
again, `posted` forms without a session.
"""
