"""What policies refuse is put on record, without letting anybody fill the record by asking again and again."""
