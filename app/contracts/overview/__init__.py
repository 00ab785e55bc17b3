"""What there is: every contract, party, action and euro of a territory, a finalité or a funder (R1.4). It only reads."""
