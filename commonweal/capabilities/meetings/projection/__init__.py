"""From recorded acts to the read model of meetings: `meeting` until it is over, `minutes` for what it leaves."""
