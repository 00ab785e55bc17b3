"""What is sent to people outside the site. Messages are queued with the change they tell, and sent by the worker."""
