"""What an editor finds in a new block of the petition."""

import pytest

from petition_blocks.blocks import PetitionBlock, PetitionCounterBlock, SignatoryNamesBlock

from ..page.models import PetitionPage
from ..petition.models import PetitionSettings

AnyBlock = PetitionBlock | PetitionCounterBlock | SignatoryNamesBlock
BLOCKS: list[AnyBlock] = [PetitionBlock(), PetitionCounterBlock(), SignatoryNamesBlock()]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_new_block_has_the_main_petition_chosen(
    petition_page: PetitionPage,
    block: AnyBlock,
) -> None:
    assert block.get_default()["petition_page"] == petition_page


@pytest.mark.parametrize("block", BLOCKS)
def test_nothing_is_chosen_where_no_petition_is_the_main_one(
    petition_page: PetitionPage, block: AnyBlock
) -> None:
    PetitionSettings.objects.all().delete()
    assert block.get_default()["petition_page"] is None


@pytest.mark.parametrize("block", BLOCKS)
def test_nothing_is_chosen_while_the_main_petition_is_not_public(
    petition_page: PetitionPage, block: AnyBlock
) -> None:
    petition_page.unpublish()
    assert block.get_default()["petition_page"] is None
