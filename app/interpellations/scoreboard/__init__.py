"""Who answers, in what time, who does not: figures by institution and by contract, each made of files one can read."""
