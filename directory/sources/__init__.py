"""Other sites: whatever the directory asks of one goes through here, and never into this network.

`addresses` knows which addresses are anybody's, `client` resolves a name, connects to nothing but
an address that was found public, and waits no longer and reads no more than it was told.
"""
