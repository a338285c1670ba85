"""Public names that are defined and then used nowhere, in product code or in templates."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Checkout, Module, words_of

WORD = re.compile(r"[A-Za-z_]\w*")
TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
SQL = re.compile(r"\b(?:select|update|insert|delete|where)\b", re.IGNORECASE)
PLAIN = re.compile(r"[\w.:/{}-]+")
PROGRAMS = ("manage.py", "bin/*", "deploy/**/*")

# Names that Django, allauth, celery or argparse look for.
HOOKS = words_of("""
    basic_consume close_connection connection_errors drain_events driver_name driver_type
    driver_version establish_connection polling_interval
    emit handle_data handle_endtag handle_starttag
    EMAIL_FIELD REQUIRED_FIELDS USERNAME_FIELD Command Meta add_arguments deconstruct field_order
    file_complete generate_authenticator_name get_public_key_credential_rp_entity get_queryset
    get_user handle handle_raw_input help_texts is_open_for_signup label_from_instance
    max_post_process_passes process_exception process_view ready
    receive_data_chunk reduces_to_sql requires_system_checks reversible send_mail signup
    cookie_name storage_classes template_name value_from_datadict
    """)
BY_PATTERN = re.compile(r"_|clean_|.*Config$")
BY_FILE = ("settings.py", "urls.py")  # Django reads every name of these
# What tests compare with the database's own catalogue.
FOR_TESTS = words_of("""
    EVENT_POLICIES EXTRA_POLICIES KEYS_WITHOUT_TWIN OUTSIDE_ORGANIZATIONS SECURED_OTHERWISE
    """)
USED_BY_CALLERS = words_of("""
    atomic cache cached_property classmethod contextmanager dataclass lru_cache overload property
    staticmethod total_ordering
    """)


def unused_names(checkout: Checkout) -> list[str]:
    """Return each public name that nothing but its definition mentions."""
    used = set(_used(checkout)) | HOOKS | FOR_TESTS
    return [
        f"{module.at(node)}: nothing uses {name}; delete it, and the tests that test it alone"
        for module in checkout.written
        if module.path.name not in BY_FILE
        for name, node in _defined(module.tree)
        if name not in used | _read_in(module) and not BY_PATTERN.match(name)
    ]


def _defined(body: ast.Module | ast.ClassDef) -> Iterator[tuple[str, ast.AST]]:
    """Yield the names that a module or a class defines, those that a decorator hands on not."""
    for node in body.body:
        if isinstance(node, ast.ClassDef):
            yield node.name, node
            if node.name != "Meta" and not _offers_choices(node):
                yield from _defined(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not any(_hands_on(decorator) for decorator in node.decorator_list):
                yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((name.id, name) for target in node.targets for name in _names(target))
        elif isinstance(node, ast.AnnAssign):
            yield from ((name.id, name) for name in _names(node.target))


def _offers_choices(node: ast.ClassDef) -> bool:
    """Return whether people choose among the members, which code need not name."""
    return any(ast.unparse(base).endswith("Choices") for base in node.bases)


def _hands_on(decorator: ast.expr) -> bool:
    """Return whether the decorator registers the function, as a tag, task, check or signal."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(name).rsplit(".", 1)[-1] not in USED_BY_CALLERS


def _names(target: ast.expr) -> Iterator[ast.Name]:
    """Yield the names that are assigned to."""
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    yield from (part for part in parts if isinstance(part, ast.Name))


def _used(checkout: Checkout) -> Iterator[str]:
    """Yield the names that are imported, or that code, templates and programs say after a dot."""
    for module in checkout.modules:
        yield from _used_in(module)
    for path in checkout.templates:
        for tag in TAG.findall((checkout.root / path).read_text()):
            yield from WORD.findall(tag)
    for pattern in PROGRAMS:
        for path in checkout.root.glob(pattern):
            if path.is_file():
                yield from WORD.findall(path.read_text())


def _used_in(module: Module) -> Iterator[str]:
    """Yield the names that a module imports, reaches by a dot, passes, or writes in strings."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword):
            yield node.arg or ""
        elif isinstance(node, ast.MatchClass):
            yield from node.kwd_attrs
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _used_in_string(node.value)


def _read_in(module: Module) -> set[str]:
    """Return the bare names that a module reads, which are its own or imported."""
    names = (node for node in ast.walk(module.tree) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def _used_in_string(text: str) -> Iterator[str]:
    """Yield the names in a path, a look-up such as unit__name, or a statement of SQL."""
    if PLAIN.fullmatch(text) or SQL.search(text):
        for word in WORD.findall(text):
            yield word
            yield from word.split("__")
