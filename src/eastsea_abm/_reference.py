"""How compiled rules see a named tuple of arrays: one pointer to a table of where its arrays lie.

Every array has a row in the table, its address and then its shape; a number has its value. The compiler is told
what it cannot see: the table stays as it is while rules run, and so do the arrays of `CONSTANT` tuples; no two
fields share a number; a place is never counted from the end; and nothing is counted in and out, since whoever
calls holds the `Reference` and the `Reference` the arrays.
"""

from __future__ import annotations

import functools
import hashlib
import operator
from typing import Any

import numba.core.cgutils as untyped_cgutils
import numba.core.typing.templates as untyped_templates
import numba.extending as untyped_extending
import numba.np.arrayobj as untyped_arrayobj
import numpy as np
from numba import types as untyped_types

arrayobj: Any = untyped_arrayobj
cgutils: Any = untyped_cgutils
extending: Any = untyped_extending
ir: Any = cgutils.ir
templates: Any = untyped_templates
types: Any = untyped_types

CONSTANT = ("Region", "Record")  # named tuples of the world module in which nothing changes
INT64 = ir.IntType(64)
WORD = 8  # bytes of a number


class Reference:
    """A named tuple of arrays and numbers, or a record of numbers, as compiled rules take it."""

    def __init__(self, value: Any) -> None:
        names = getattr(value, "_fields", None) or value.dtype.names
        # The numbers of a record at once: asked for one by one they take longer than a short run.
        fields = list(value) if hasattr(value, "_fields") else list(value.item())
        self.value = value
        self.table = np.concatenate([_row(field) for field in fields])
        self.address = self.table.ctypes.data
        name = type(value).__name__
        self.kind = _kind(name, name in CONSTANT, tuple(names), tuple(map(_shape, fields)))


def _row(field: Any) -> np.ndarray:
    """What the table says of a field: address and shape of an array, a number itself."""
    if isinstance(field, np.ndarray):
        return np.array([field.ctypes.data, *field.shape], np.int64)
    return np.array([field]).view(np.int64)


def _shape(field: Any) -> tuple[str, int]:
    if not isinstance(field, np.ndarray):
        return _name(np.array(field).dtype), -1
    if not field.flags.c_contiguous:
        raise ValueError("compiled rules read arrays whose numbers lie side by side")
    return _name(field.dtype), field.ndim


@functools.cache
def _name(dtype: Any) -> str:
    """A kind of number by its name, which numpy puts together anew whenever it is asked."""
    return str(dtype.name)


class ReferenceType(types.Type):
    """The type of a reference: the names, kinds and dimensions of its fields."""

    def __init__(self, name: str, constant: bool, fields: tuple[str, ...], shapes: tuple[tuple[str, int], ...]) -> None:
        self.places: dict[str, tuple[int, Any]] = {}
        at = 0
        for field, (kind, dimensions) in zip(fields, shapes, strict=True):
            number = getattr(types, kind)
            array = FieldType(number, max(dimensions, 0), f"{name}.{field}", constant)
            self.places[field] = at, number if dimensions < 0 else array
            at += 1 + max(dimensions, 0)
        parts = str([(field, str(kind)) for field, (_, kind) in self.places.items()])
        super().__init__(f"{name}{hashlib.sha256(parts.encode()).hexdigest()[:8]}")


class FieldType(types.Array):
    """The type of an array of a reference, or of a row of it."""

    def __init__(self, number: Any, dimensions: int, field: str, constant: bool) -> None:
        self.field = field
        self.constant = constant
        super().__init__(
            number, dimensions, "C", readonly=constant, name=f"{field}[{number}, {dimensions}, {constant}]"
        )

    @property
    def key(self) -> Any:
        return self.name

    def copy(self, dtype: Any = None, ndim: Any = None, layout: Any = None, readonly: Any = None) -> Any:
        if dtype in (None, self.dtype) and layout in (None, "C") and ndim is not None:
            return FieldType(self.dtype, ndim, self.field, self.constant)
        return types.Array(self.dtype, self.ndim, "C", self.constant).copy(dtype, ndim, layout, readonly)

    def can_convert_to(self, typingctx: Any, other: Any) -> None:
        return None


_kinds: dict[Any, ReferenceType] = {}


def _kind(*key: Any) -> ReferenceType:
    if key not in _kinds:
        _kinds[key] = ReferenceType(*key)
    return _kinds[key]


@extending.typeof_impl.register(Reference)
def _typeof(value: Reference, context: Any) -> ReferenceType:
    return value.kind


extending.register_model(FieldType)(extending.models.ArrayModel)


@extending.register_model(ReferenceType)
class _Model(extending.models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ReferenceType) -> None:
        super().__init__(manager, kind, INT64.as_pointer())


@extending.unbox(ReferenceType)
def _unboxed(kind: ReferenceType, obj: Any, c: Any) -> extending.NativeValue:
    held = c.pyapi.object_getattr_string(obj, "address")
    address = c.pyapi.long_as_longlong(held)
    c.pyapi.decref(held)
    return extending.NativeValue(c.builder.inttoptr(address, INT64.as_pointer()))


@extending.infer_getattr
class _Fields(templates.AttributeTemplate):
    key = ReferenceType

    def generic_resolve(self, kind: ReferenceType, name: str) -> Any:
        return kind.places[name][1] if name in kind.places else None


@extending.lower_getattr_generic(ReferenceType)
def _field(context: Any, builder: Any, kind: ReferenceType, table: Any, name: str) -> Any:
    at, field = kind.places[name]

    def read(k: int, number: Any = INT64) -> Any:
        place = builder.bitcast(cgutils.gep_inbounds(builder, table, at + k), number.as_pointer())
        value = builder.load(place)
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    if not isinstance(field, types.Array):
        return read(0, context.get_value_type(field))
    return _array(context, builder, field, read(0), [read(1 + axis) for axis in range(field.ndim)])


def _array(context: Any, builder: Any, kind: FieldType, address: Any, shape: list[Any]) -> Any:
    """An array at ``address`` that nobody counts."""
    array = context.make_array(kind)(context, builder)
    word = context.get_constant(types.intp, WORD)
    strides = [word]
    for length in shape[:0:-1]:
        strides.insert(0, builder.mul(strides[0], length))
    arrayobj.populate_array(
        array,
        data=builder.inttoptr(address, array.data.type),
        shape=shape,
        strides=strides,
        itemsize=word,
        meminfo=None,
    )
    return array._getvalue()


def _place(context: Any, builder: Any, kind: FieldType, value: Any, at_kind: Any, at: Any) -> tuple[Any, list[Any]]:
    """Where the number or row at ``at`` lies, and the shape of the row; None for a place that is no number."""
    kinds, places = [at_kind], [at]
    if isinstance(at_kind, types.BaseTuple):
        kinds, places = list(at_kind), cgutils.unpack_tuple(builder, at, len(at_kind))
    if not all(isinstance(k, types.Integer) for k in kinds):
        return None, []
    array = context.make_array(kind)(context, builder, value)
    shape = cgutils.unpack_tuple(builder, array.shape, kind.ndim)
    offset = None
    for axis, length in enumerate(shape):
        if offset is not None:
            offset = builder.mul(offset, length)
        if axis < len(places):
            place = context.cast(builder, places[axis], kinds[axis], types.intp)
            offset = place if offset is None else builder.add(offset, place)
    return builder.gep(array.data, [offset]), shape[len(places) :]


def _told(builder: Any, kind: FieldType, access: Any) -> None:
    """Tell the compiler which field a load or a store touches."""
    module, zero = builder.module, ir.Constant(INT64, 0)
    node = module.add_metadata([kind.field, module.add_metadata(["eastsea_abm"]), zero])
    access.set_metadata("tbaa", module.add_metadata([node, node, zero]))


@extending.lower_builtin(operator.getitem, FieldType, types.Integer)
@extending.lower_builtin(operator.getitem, FieldType, types.BaseTuple)
def _get(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    kind, at = signature.args
    place, shape = _place(context, builder, kind, args[0], at, args[1])
    if place is None:
        return arrayobj.getitem_array_tuple(context, builder, signature, args)
    if shape:
        address = builder.ptrtoint(place, INT64)
        return _array(context, builder, signature.return_type, address, shape)
    value = builder.load(place)
    _told(builder, kind, value)
    if kind.constant:
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value


@extending.lower_builtin(operator.setitem, FieldType, types.Integer, types.Number)
@extending.lower_builtin(operator.setitem, FieldType, types.BaseTuple, types.Number)
def _set(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    kind, at, number = signature.args
    place, shape = _place(context, builder, kind, args[0], at, args[1])
    if place is None or shape:
        return arrayobj.setitem_array(context, builder, signature, args)
    _told(builder, kind, builder.store(context.cast(builder, args[2], number, kind.dtype), place))
    return context.get_dummy_value()
