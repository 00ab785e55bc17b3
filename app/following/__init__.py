"""Following an object by mail or by feed: what its public record says, told in sentences."""
