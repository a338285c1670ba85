from django.db.models import ForeignKey as TreeNodeForeignKey

__all__ = ["TreeNodeForeignKey"]
