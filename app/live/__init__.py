"""The live door: journal entries and lossy states to sockets, commands from sockets (docs/live-protocol.md).

It delivers what is committed and keeps nothing: a process that dies loses no truth, only connections.
"""
