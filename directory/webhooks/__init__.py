"""Programs of others are told what changed, by a POST to the address that they gave.

`gathering` reads the heartbeat's log for each webhook and puts down one message of what is new;
`delivering` sends what is put down, signed by `signing`, until it arrives or is given up.
`keeping` is what owners do: add a webhook, make a new secret, try something again.
"""
