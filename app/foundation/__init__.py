"""What every feature stands on. It knows no feature, no request and no socket."""
