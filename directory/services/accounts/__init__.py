"""Accounts of editors: invited, secured by a second factor, watched over by their owners."""
