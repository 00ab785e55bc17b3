"""The wire shapes that several rooms of a sitting share."""

from app.foundation.shapes import Shape, identifier


class OfSitting(Shape):
    """The sitting."""

    sitting_id = identifier()


class OfItem(Shape):
    """The item of the agenda."""

    item_id = identifier()
