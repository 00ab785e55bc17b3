"""The directory of collectivités and partners: identifiers, levels, populations, perimeters.

It says what exists, not what it decides: seats, parties and funders are other features' business.
"""
