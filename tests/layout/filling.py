"""Somebody who fills in a form on a screen: PDFium, as browsers have it."""

import io
from types import TracebackType
from typing import Any, Self

import pypdfium2
from pypdfium2 import raw

_POINTS_A_DOT = 0.75


class Desk:
    """A file that is open at its first page, to be looked at, touched and typed in."""

    def __init__(self, data: bytes) -> None:
        self._file = pypdfium2.PdfDocument(data)
        self._file.init_forms()
        self._page: Any = self._file[0]
        self._form: Any = self._file.formenv.raw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()

    def picture(self, *, fields: bool = True) -> bytes:
        """Return what is seen of the page, with or without what is filled in."""
        shown = self._page.render(scale=1 / _POINTS_A_DOT, may_draw_forms=fields)
        return bytes(shown.to_pil().tobytes())

    def touch(self, heard: str) -> None:
        """Touch the middle of the field of which that is heard."""
        left, bottom, right, top = self._place(heard)
        at = (self._form, self._page.raw, 0, (left + right) / 2, (bottom + top) / 2)
        for do in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            do(*at)

    def type(self, words: str) -> None:
        """Type where was touched last."""
        for character in words:
            raw.FORM_OnChar(self._form, self._page.raw, ord(character), 0)

    def saved(self) -> bytes:
        """Return the file as it is saved."""
        raw.FORM_ForceToKillFocus(self._form)
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _place(self, heard: str) -> tuple[float, float, float, float]:
        for index in range(raw.FPDFPage_GetAnnotCount(self._page.raw)):
            annotation = raw.FPDFPage_GetAnnot(self._page.raw, index)
            if self._heard(annotation) == heard:
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(annotation, box)
                return box.left, box.bottom, box.right, box.top
        raise AssertionError(f"no field is heard as {heard!r}")

    def _heard(self, annotation: Any) -> str:
        length = raw.FPDFAnnot_GetFormFieldAlternateName(self._form, annotation, None, 0)
        buffer = (raw.FPDF_WCHAR * (length // 2))()
        raw.FPDFAnnot_GetFormFieldAlternateName(self._form, annotation, buffer, length)
        return bytes(buffer).decode("utf-16-le").rstrip("\0")
