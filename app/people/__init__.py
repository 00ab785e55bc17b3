"""Accounts, sign-in, invitations and the reading of a person's capacities.

It knows who a person is; what they may do comes from dated mandates kept by `app/conferences`.
"""
