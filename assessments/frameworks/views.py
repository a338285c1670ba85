"""The pages that show what is asked, to everybody in the organization."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.outline import outline
from assessments.frameworks.queries import framework_of
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view


@require_safe
@member_view(Permission.VIEW_FRAMEWORK)
def frameworks(request: MemberRequest) -> HttpResponse:
    """List the published framework versions."""
    versions = FrameworkVersion.objects.visible_to(request.member).published()
    ordered = versions.defer("document").order_by("name", "-published_at", "pk")
    return render(request, "frameworks/frameworks.html", {"versions": ordered})


@require_safe
@member_view(Permission.VIEW_FRAMEWORK)
def framework(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one version in full."""
    versions = FrameworkVersion.objects.visible_to(request.member).published()
    version = get_object_or_404(versions.defer("document"), pk=pk)
    shown_framework = framework_of(version)
    context = {
        "version": version,
        "framework": shown_framework,
        "chapters": outline(shown_framework),
    }
    return render(request, "frameworks/framework.html", context)
