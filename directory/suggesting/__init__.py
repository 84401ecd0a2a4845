"""The form in which visitors suggest, as a page shows it: what is asked about stands open with its
present value, everything else behind "more fields".

- `asked`: what an address asks for: which kind of suggestion, about which field.
- `columns`, `rows`, `cells`: controls for the fields of a project, lists of rows, and capabilities.
- `controls`: which of them a form has. `sections`: which stand together.
- `sheet`: the whole form; what was typed becomes a `Proposal`.
- `sender`: the time at which a form was opened, the trap for machines, who wants an answer.
- `preview`: how the project would be, and each change in words.

Which values are right is for `directory.services.suggestions` to say; controls take anything.
"""
