from tests.contracts.actions_desk import desk

__all__ = ["desk"]
