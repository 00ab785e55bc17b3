"""One contract as a citizen reads it: plain words first, then depth. It only reads."""
