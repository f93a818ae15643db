"""A brand that is signed may name who signed it, and nobody else."""

from pathlib import Path

from tests.brand_lint.brands import brand_folder
from tests.cli.running import Run


def test_who_signed_may_be_named(handouts: Run, tmp_path: Path) -> None:
    brand_folder(tmp_path / "b", disclaimer="Reviewed by Dr. Sam Sample.", privacy="NHS approved.")
    refused = handouts("brand", "check", "b")
    assert "brand.toml:disclaimer" in refused.err
    signed = ("--by", "Dr. Sam Sample", "--role", "Physiotherapist")
    assert handouts("review", "sign", "--brand", "b", *signed).code == 0
    refused = handouts("brand", "check", "b")
    assert refused.code == 3
    assert "brand.toml:disclaimer" not in refused.err
    assert "brand.toml:privacy: claims" in refused.err
