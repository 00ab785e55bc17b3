"""The money of contracts: themes, envelopes, moves of credits, delegations, evaluation, co-funding rates."""
