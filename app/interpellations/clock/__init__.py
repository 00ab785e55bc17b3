"""The clock of a file: deadlines with their computation, suspensions, reminders, and what lateness makes (I5)."""
