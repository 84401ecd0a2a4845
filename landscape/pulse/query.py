"""What both databases are asked."""

from directory.heartbeat.shared import HEARTBEAT

QUERY = f"SELECT version FROM {HEARTBEAT} WHERE id = 1"
