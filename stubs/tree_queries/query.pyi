from typing import Any, Self, TypeVar

from django.db import models

_Row = TypeVar("_Row", bound=models.Model)

class TreeQuerySet(models.QuerySet[_Row, _Row]):
    def with_tree_fields(self, tree_fields: bool = ...) -> Self: ...
    def order_siblings_by(self, *order_by: str) -> Self: ...
    def tree_filter(self, *args: Any, **kwargs: Any) -> Self: ...
