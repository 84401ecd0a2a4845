"""The directory: projects, their categories, tags, facts and the people who keep them.

Imports point down this list only, function-level ones included (tests/test_layers.py):

    urls
    api
    views · admin · management · templatetags · middleware · backends · apps
    feeds
    publishing · documents
    panorama · comparison · relations · statistics · changes · suggesting · structured_data
    webhooks · dump
    representations · landscape2
    browse
    filters
    services · catalogue · migrations
    models
    querysets
    search
    heartbeat · outdated
    formats · sources
    text · wording · markdown · addresses · media_types · logos · graph · charts · client
"""
