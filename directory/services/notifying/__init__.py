"""What happens to suggestions is told by mail, as often as each reader wants.

`services/suggestions/notices.py` puts down what is to be told, a `Notice` each. `gathering.gather`
turns what is due into one letter for each reader, in the words of `digest` and `telling`, and puts
that into the outbox (`services/outbox`), in one transaction, so that whoever is killed in between
tells nothing twice and forgets nothing.
`subscriptions` is how often somebody wants mail, and the link in each letter that ends it.
"""
