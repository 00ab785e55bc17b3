"""What there is: every contract, party, action and euro of a territory, a finalité, a funder (R1.4). Only reads."""
