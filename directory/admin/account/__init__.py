"""An editor's own account: the login, password, second factor, sessions, invitations accepted."""
