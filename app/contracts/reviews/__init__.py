"""Reviews of a contract: computed dates, the state of the contract on the day, findings, a conclusion (R14.3, R16)."""
