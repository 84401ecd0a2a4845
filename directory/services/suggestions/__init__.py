"""What people suggest, from the first look at it to the answer.

Who has a form calls, in this order:

- `proposals.examine(proposal)`: what a `Proposal` would change, every mistake that stands in its
  way, and the project as it would be, for a preview. `subject.fields_of(project)` is what a form
  shows beforehand, in the terms of `directory.formats.records`; lists (tags, links, relations,
  capabilities) are proposed whole, and only fields that the form showed are proposed at all.
- `duplicates.alike(name, urls)`: what may be the same project.
- `submitting.submit(proposal, sender)`: keeps it, in quarantine if there are doubts. Raises
  `Invalid` with the mistakes, `TooMany` with the seconds to wait.
- `following.token(suggestion)` and `by_token(token)`: the private link of who made it, who can
  `handling.reply`, `handling.retract` and `erasing.erase_contributor`.
- `proposals.by_editor(project, fields, user, reason)`: the proposal of somebody who saves in the
  admin what they may not change; `by_editor_who_saves(project, save, user, reason)` finds out what
  that is by saving it and taking it back.

Who reviews calls:

- `routing.waiting_for(user)`: an editor's desk; `routing.reviewers_of(suggestion)`: whose it is,
  `routing.nearest_stewards(project or category)`: whose it would be.
- `deciding.decide(suggestion, verdicts, user, answer)`: does what was accepted, exactly as shown,
  and nothing else; changes without a verdict wait on. Raises `Conflict`, `Unacceptable`, `Settled`.
- `handling.ask`, `reassign`, `release`; `erasing.throw_away` and `empty_quarantine`.

`words.Words` says a change as people read it. What is to be told by mail is put down (`notices`) in
the transaction of what it tells of. Every function that is given a user asks
`directory.services.permissions` itself and raises `PermissionDenied` with a reason in words.
"""
