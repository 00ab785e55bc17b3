"""The legal clock: public holidays of every French territory, working days, deadlines and how they were computed. Pure.

deadline = compute(RULES["interpellation.answer"], received_at, Territory.METROPOLE)
deadline.due_on, deadline.due_at, sentence(deadline), deadline.reminders
"""
